-- AlterTable
ALTER TABLE "CollectRun" ADD COLUMN     "errorKind" TEXT;

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "deletedAt" TIMESTAMPTZ(6),
ADD COLUMN     "evidenceHash" TEXT,
ADD COLUMN     "evidenceName" TEXT,
ADD COLUMN     "favorites" INTEGER,
ADD COLUMN     "linkKey" TEXT,
ADD COLUMN     "missedLooks" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "config" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "credentialId" UUID,
ADD COLUMN     "deadAt" TIMESTAMPTZ(6),
ADD COLUMN     "lane" TEXT,
ADD COLUMN     "lastErrorKind" TEXT,
ADD COLUMN     "memory" JSONB,
ADD COLUMN     "pauseReason" TEXT,
ADD COLUMN     "pausedUntil" TIMESTAMPTZ(6),
ADD COLUMN     "shrunkSince" TIMESTAMPTZ(6),
ADD COLUMN     "usualItems" INTEGER;

-- CreateTable
CREATE TABLE "Credential" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unitId" UUID NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "name" TEXT NOT NULL,
    "appId" TEXT,
    "sealed" TEXT NOT NULL,
    "sealedToken" TEXT,
    "tokenUntil" TIMESTAMPTZ(6),
    "grantUntil" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CredentialQuota" (
    "credentialId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "api" TEXT NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "CredentialQuota_pkey" PRIMARY KEY ("credentialId","day","api")
);

-- CreateTable
CREATE TABLE "Lane" (
    "key" TEXT NOT NULL,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "holder" TEXT,
    "leaseUntil" TIMESTAMPTZ(6),
    "nextAt" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "restUntil" TIMESTAMPTZ(6),
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "deadAt" TIMESTAMPTZ(6),
    "queuedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Lane_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "PostReading" (
    "postId" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "reads" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "shares" INTEGER,
    "favorites" INTEGER,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PostReading_pkey" PRIMARY KEY ("postId","day")
) PARTITION BY RANGE ("day");

-- CreateTable
CREATE TABLE "AccountDay" (
    "accountId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "followers" INTEGER,
    "newFollowers" INTEGER,
    "lostFollowers" INTEGER,
    "posts" INTEGER,
    "reads" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "shares" INTEGER,
    "visits" INTEGER,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "sourceId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "AccountDay_pkey" PRIMARY KEY ("accountId","day")
) PARTITION BY RANGE ("day");

-- CreateTable
CREATE TABLE "Interaction" (
    "id" BIGSERIAL NOT NULL,
    "accountId" UUID NOT NULL,
    "extKey" TEXT NOT NULL,
    "postId" BIGINT,
    "askedAt" TIMESTAMPTZ(6) NOT NULL,
    "repliedAt" TIMESTAMPTZ(6),
    "firstSeenAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Interaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceIdentity" (
    "sourceId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "name" TEXT,
    "handle" TEXT,
    "avatar" TEXT,
    "firstAvatar" TEXT,
    "certifiedSubject" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SourceIdentity_pkey" PRIMARY KEY ("sourceId")
);

-- CreateTable
CREATE TABLE "ReleasedHandle" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" UUID NOT NULL,
    "platformCode" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "releasedOn" DATE NOT NULL,
    "watchUntil" DATE NOT NULL,

    CONSTRAINT "ReleasedHandle_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Credential_unitId_idx" ON "Credential"("unitId");

-- CreateIndex
CREATE INDEX "Credential_grantUntil_idx" ON "Credential"("grantUntil");

-- CreateIndex
CREATE INDEX "Interaction_accountId_askedAt_idx" ON "Interaction"("accountId", "askedAt");

-- CreateIndex
CREATE INDEX "Interaction_postId_idx" ON "Interaction"("postId");

-- CreateIndex
CREATE UNIQUE INDEX "Interaction_accountId_extKey_key" ON "Interaction"("accountId", "extKey");

-- CreateIndex
CREATE INDEX "SourceIdentity_accountId_idx" ON "SourceIdentity"("accountId");

-- CreateIndex
CREATE INDEX "SourceIdentity_handle_idx" ON "SourceIdentity"("handle");

-- CreateIndex
CREATE INDEX "ReleasedHandle_platformCode_handle_idx" ON "ReleasedHandle"("platformCode", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "ReleasedHandle_accountId_handle_key" ON "ReleasedHandle"("accountId", "handle");

-- CreateIndex
CREATE INDEX "Post_accountId_linkKey_idx" ON "Post"("accountId", "linkKey");

-- CreateIndex
CREATE INDEX "Source_lane_nextRunAt_idx" ON "Source"("lane", "nextRunAt");

-- CreateIndex
CREATE INDEX "Source_credentialId_idx" ON "Source"("credentialId");

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_credentialId_fkey" FOREIGN KEY ("credentialId") REFERENCES "Credential"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CredentialQuota" ADD CONSTRAINT "CredentialQuota_credentialId_fkey" FOREIGN KEY ("credentialId") REFERENCES "Credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostReading" ADD CONSTRAINT "PostReading_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountDay" ADD CONSTRAINT "AccountDay_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interaction" ADD CONSTRAINT "Interaction_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interaction" ADD CONSTRAINT "Interaction_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceIdentity" ADD CONSTRAINT "SourceIdentity_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceIdentity" ADD CONSTRAINT "SourceIdentity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleasedHandle" ADD CONSTRAINT "ReleasedHandle_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "PostReading" ADD CONSTRAINT "reading_counters" CHECK (least("reads", "likes", "comments", "shares", "favorites") >= 0);
ALTER TABLE "AccountDay" ADD CONSTRAINT "day_counters"
  CHECK (least("followers", "newFollowers", "lostFollowers", "posts", "reads", "likes", "comments", "shares", "visits") >= 0);
ALTER TABLE "Source" ADD CONSTRAINT "source_pause" CHECK ("pausedUntil" IS NULL OR "pauseReason" IS NOT NULL);

-- What stands already is asked as a host of its address is.
UPDATE "Source" SET "lane" = regexp_replace(regexp_replace(lower(substring("url" from '^[a-zA-Z]+://([^/?#]+)')), '^(.*@)', ''),
    CASE WHEN "url" ~* '^https:' THEN ':443$' ELSE ':80$' END, '')
  WHERE "kind" = 'FEED' AND "url" IS NOT NULL;
INSERT INTO "Lane" ("key") SELECT DISTINCT "lane" FROM "Source" WHERE "lane" IS NOT NULL;

-- Makes the monthly partitions of readings from the month of one day to that of another. Runs with the rights of the owner, so that the application's role,
-- which makes no tables, can call it. Five years at most, so that a clock gone wrong makes no thousand tables.
CREATE FUNCTION "readings_ahead"(first_day date, last_day date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m date;
  parent text;
  made integer := 0;
BEGIN
  IF last_day - first_day > 1830 OR first_day < '2010-01-01' OR last_day > '2100-01-01' THEN
    RAISE EXCEPTION 'no partitions from % to %', first_day, last_day USING ERRCODE = 'check_violation';
  END IF;
  FOR m IN SELECT generate_series(date_trunc('month', first_day), last_day, interval '1 month')::date LOOP
    FOREACH parent IN ARRAY ARRAY['PostReading', 'AccountDay'] LOOP
      IF to_regclass(format('public.%I', parent || to_char(m, '_YYYY_MM'))) IS NULL THEN
        EXECUTE format('CREATE TABLE IF NOT EXISTS public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
          parent || to_char(m, '_YYYY_MM'), parent, m, (m + interval '1 month')::date);
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

-- Drops the partitions that end by a day. At least five quarters stay, whatever is asked.
CREATE FUNCTION "readings_drop"(before_day date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  part text;
  dropped integer := 0;
BEGIN
  IF before_day > (now() AT TIME ZONE 'Asia/Shanghai')::date - interval '15 months' THEN
    RAISE EXCEPTION 'readings younger than five quarters are kept' USING ERRCODE = 'check_violation';
  END IF;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent IN ('"PostReading"'::regclass, '"AccountDay"'::regclass) AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before_day
  LOOP
    EXECUTE format('DROP TABLE public.%I', part);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

SELECT "readings_ahead"((current_date - interval '3 months')::date, (current_date + interval '3 months')::date);

INSERT INTO "Policy" ("key", "value", "documentNo", "clause", "validFrom") VALUES
  ('readings.keep', '{"quarters": 8}', '本系统运行规则', '发文和账号的逐日数据保存 8 个季度，不得少于 5 个季度，各地可改', '2018-12-07'),
  ('handle.watch', '{"months": 6}', '本系统运行规则', '账号更换平台账号ID后 6 个月内关注原账号ID是否被他人使用，各地可改', '2018-12-07');

SELECT "grant_roles"();
