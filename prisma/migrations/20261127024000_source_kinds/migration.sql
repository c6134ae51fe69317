-- Apart from what uses them: a new value can be used from the next transaction on.
ALTER TYPE "SourceKind" ADD VALUE 'WEBSITE';
ALTER TYPE "SourceKind" ADD VALUE 'INSPECTION';
ALTER TYPE "SourceKind" ADD VALUE 'WECHAT';
ALTER TYPE "SourceKind" ADD VALUE 'WECHAT_COMPONENT';
ALTER TYPE "SourceKind" ADD VALUE 'MINIPROGRAM';
ALTER TYPE "SourceKind" ADD VALUE 'WEIBO';
ALTER TYPE "SourceKind" ADD VALUE 'BILIBILI';
ALTER TYPE "SourceKind" ADD VALUE 'DOUYIN';
ALTER TYPE "SourceKind" ADD VALUE 'KUAISHOU';
ALTER TYPE "SourceKind" ADD VALUE 'JSON';
ALTER TYPE "SourceKind" ADD VALUE 'APP';
