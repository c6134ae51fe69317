-- Undated posts are few: evaluating a past day asks which of them may have been published before it, without walking every post since.
CREATE INDEX "post_undated" ON "Post" ("activeAt") WHERE "activeFrom" < "activeAt";
