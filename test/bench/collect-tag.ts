/** The ETag of every feed that does not change. */
export const unchangedTag = '"unchanged"'
