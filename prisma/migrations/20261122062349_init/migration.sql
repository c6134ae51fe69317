-- CreateEnum
CREATE TYPE "HolidayKind" AS ENUM ('OFF', 'WORK');

-- CreateEnum
CREATE TYPE "HolidayYearStatus" AS ENUM ('OFFICIAL', 'PROVISIONAL');

-- CreateEnum
CREATE TYPE "Tier" AS ENUM ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('OFFICE', 'DEPARTMENT', 'INSTITUTION', 'VERTICAL');

-- CreateEnum
CREATE TYPE "ContentClass" AS ENUM ('PUBLISH', 'SERVICE', 'MIXED');

-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('REGISTERED', 'ANNOUNCING', 'SHUT', 'CANCELLED', 'UNFILED');

-- CreateEnum
CREATE TYPE "AccountOrigin" AS ENUM ('LEDGER', 'FILING');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('FEED', 'SHEET', 'MANUAL');

-- CreateEnum
CREATE TYPE "RunOutcome" AS ENUM ('OK', 'UNCHANGED', 'EMPTY', 'PARTIAL', 'FAILED', 'BLOCKED', 'NOT_READY');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('NORMAL', 'REMINDER', 'WARNING', 'DORMANT', 'ZOMBIE', 'NEVER_POSTED', 'UNKNOWN', 'EXEMPT');

-- CreateEnum
CREATE TYPE "FindingState" AS ENUM ('PROPOSED', 'CONFIRMED', 'DISMISSED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "BulletinState" AS ENUM ('DRAFT');

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT,
    "unitId" UUID,
    "requestId" TEXT,
    "success" BOOLEAN NOT NULL DEFAULT true,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holiday" (
    "date" DATE NOT NULL,
    "kind" "HolidayKind" NOT NULL,
    "name" TEXT,

    CONSTRAINT "Holiday_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "HolidayYear" (
    "year" INTEGER NOT NULL,
    "status" "HolidayYearStatus" NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "HolidayYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Policy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "documentNo" TEXT NOT NULL,
    "clause" TEXT,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Division" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" "Tier" NOT NULL,
    "parentCode" TEXT,

    CONSTRAINT "Division_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "nameBo" TEXT,
    "tier" "Tier" NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "divisionCode" TEXT NOT NULL,
    "uscc" TEXT,
    "independentLegalPerson" BOOLEAN NOT NULL DEFAULT true,
    "nameComplete" BOOLEAN NOT NULL DEFAULT true,
    "parentId" UUID,
    "supervisingUnitId" UUID,
    "path" TEXT NOT NULL,
    "validFrom" DATE,
    "validTo" DATE,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitAlias" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unitId" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "aliasKey" TEXT NOT NULL,
    "prefectureCode" TEXT,

    CONSTRAINT "UnitAlias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "username" TEXT,
    "roles" TEXT[],
    "unitId" UUID,
    "passwordHash" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(6),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "usedAt" TIMESTAMPTZ(6),

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Platform" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "uniquenessGroup" TEXT NOT NULL,
    "bulletinGroup" TEXT NOT NULL,
    "defaultClass" "ContentClass" NOT NULL,
    "urlPatterns" TEXT[],
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Platform_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unitId" UUID NOT NULL,
    "platformCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "platformAccountId" TEXT,
    "url" TEXT,
    "urlKey" TEXT,
    "contentClass" "ContentClass",
    "certifiedSubject" TEXT,
    "certified" BOOLEAN,
    "standing" "Standing" NOT NULL DEFAULT 'REGISTERED',
    "origin" "AccountOrigin" NOT NULL,
    "filingNo" TEXT,
    "openedOn" DATE,
    "filedOn" DATE,
    "ceasedOn" DATE,
    "followers" INTEGER,
    "followersOn" DATE,
    "leader" TEXT,
    "supervisorName" TEXT,
    "field" TEXT,
    "importId" UUID,
    "voidedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountContact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" UUID NOT NULL,
    "name" TEXT,
    "phone" TEXT,

    CONSTRAINT "AccountContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountRevision" (
    "id" BIGSERIAL NOT NULL,
    "accountId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "action" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "importId" UUID,
    "changes" JSONB NOT NULL,

    CONSTRAINT "AccountRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unitId" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "accountId" UUID,
    "exceptionId" UUID,
    "takenAt" TIMESTAMPTZ(6) NOT NULL,
    "releasedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlotException" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unitId" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "documentNo" TEXT NOT NULL,
    "approverName" TEXT NOT NULL,
    "endsOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SlotException_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerImport" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "fileName" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "unitId" UUID,
    "actorName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "counts" JSONB NOT NULL,
    "takenBackAt" TIMESTAMPTZ(6),

    CONSTRAINT "LedgerImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" UUID NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "url" TEXT,
    "seesAllPosts" BOOLEAN NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "etag" TEXT,
    "lastModified" TEXT,
    "lastAttemptAt" TIMESTAMPTZ(6),
    "lastSuccessAt" TIMESTAMPTZ(6),
    "lastOutcome" "RunOutcome",
    "lastErrorCode" TEXT,
    "lastMessage" TEXT,
    "failCount" INTEGER NOT NULL DEFAULT 0,
    "nextRunAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Coverage" (
    "id" BIGSERIAL NOT NULL,
    "sourceId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "coveredFrom" TIMESTAMPTZ(6) NOT NULL,
    "coveredUntil" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Coverage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" BIGSERIAL NOT NULL,
    "accountId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "extKey" TEXT NOT NULL,
    "title" TEXT,
    "url" TEXT,
    "publishedAt" TIMESTAMPTZ(6),
    "publishedFrom" TEXT,
    "activeFrom" TIMESTAMPTZ(6),
    "activeAt" TIMESTAMPTZ(6),
    "isOriginal" BOOLEAN,
    "reads" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "shares" INTEGER,
    "firstSeenAt" TIMESTAMPTZ(6) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityStatement" (
    "id" BIGSERIAL NOT NULL,
    "sourceId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "coveredFrom" TIMESTAMPTZ(6) NOT NULL,
    "coveredUntil" TIMESTAMPTZ(6) NOT NULL,
    "posts" INTEGER NOT NULL,
    "lastPostAt" TIMESTAMPTZ(6),
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ActivityStatement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CollectRun" (
    "id" BIGSERIAL NOT NULL,
    "sourceId" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6) NOT NULL,
    "outcome" "RunOutcome" NOT NULL,
    "httpStatus" INTEGER,
    "errorCode" TEXT,
    "message" TEXT,
    "itemsSeen" INTEGER NOT NULL DEFAULT 0,
    "itemsNew" INTEGER NOT NULL DEFAULT 0,
    "windowFrom" TIMESTAMPTZ(6),
    "windowTo" TIMESTAMPTZ(6),

    CONSTRAINT "CollectRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" BIGSERIAL NOT NULL,
    "accountId" UUID NOT NULL,
    "asOf" DATE NOT NULL,
    "level" "Level" NOT NULL,
    "reason" TEXT NOT NULL,
    "days" INTEGER,
    "lastPostAt" TIMESTAMPTZ(6),
    "lastPostId" BIGINT,
    "coveredFrom" TIMESTAMPTZ(6),
    "point" TIMESTAMPTZ(6) NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "policyId" UUID NOT NULL,
    "evaluatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "episode" TEXT NOT NULL,
    "state" "FindingState" NOT NULL DEFAULT 'PROPOSED',
    "firstAsOf" DATE NOT NULL,
    "lastAsOf" DATE NOT NULL,
    "evidence" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "decidedAt" TIMESTAMPTZ(6),
    "decidedBy" TEXT,
    "reason" TEXT,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Bulletin" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "windowFrom" DATE NOT NULL,
    "windowTo" DATE NOT NULL,
    "scopeUnitId" UUID,
    "title" TEXT NOT NULL,
    "state" "BulletinState" NOT NULL DEFAULT 'DRAFT',
    "decimals" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "draftedAt" TIMESTAMPTZ(6) NOT NULL,
    "draftedBy" TEXT NOT NULL,

    CONSTRAINT "Bulletin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulletinAccount" (
    "id" BIGSERIAL NOT NULL,
    "bulletinId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "accountName" TEXT NOT NULL,
    "unitId" UUID NOT NULL,
    "unitName" TEXT NOT NULL,
    "tier" "Tier" NOT NULL,
    "areaUnitId" UUID NOT NULL,
    "areaName" TEXT NOT NULL,
    "platformCode" TEXT NOT NULL,
    "platformName" TEXT NOT NULL,
    "bulletinGroup" TEXT NOT NULL,
    "level" "Level" NOT NULL,
    "days" INTEGER,
    "lastPostAt" TIMESTAMPTZ(6),
    "findingCode" TEXT,
    "findingState" "FindingState",
    "posts" INTEGER,
    "originals" INTEGER,
    "followers" INTEGER,
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "BulletinAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "id" BIGSERIAL NOT NULL,
    "job" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),
    "message" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEvent_subjectType_subjectId_id_idx" ON "AuditEvent"("subjectType", "subjectId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_action_id_idx" ON "AuditEvent"("action", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Policy_key_validFrom_key" ON "Policy"("key", "validFrom");

-- CreateIndex
CREATE INDEX "Division_parentCode_idx" ON "Division"("parentCode");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_uscc_key" ON "Unit"("uscc");

-- CreateIndex
CREATE INDEX "Unit_nameKey_idx" ON "Unit"("nameKey");

-- CreateIndex
CREATE INDEX "Unit_path_idx" ON "Unit"("path");

-- CreateIndex
CREATE INDEX "Unit_parentId_idx" ON "Unit"("parentId");

-- CreateIndex
CREATE INDEX "UnitAlias_aliasKey_idx" ON "UnitAlias"("aliasKey");

-- CreateIndex
CREATE UNIQUE INDEX "UnitAlias_unitId_aliasKey_key" ON "UnitAlias"("unitId", "aliasKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_unitId_idx" ON "Account"("unitId");

-- CreateIndex
CREATE INDEX "Account_name_id_idx" ON "Account"("name", "id");

-- CreateIndex
CREATE INDEX "Account_platformCode_id_idx" ON "Account"("platformCode", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AccountContact_accountId_key" ON "AccountContact"("accountId");

-- CreateIndex
CREATE INDEX "AccountRevision_accountId_id_idx" ON "AccountRevision"("accountId", "id");

-- CreateIndex
CREATE INDEX "AccountRevision_importId_idx" ON "AccountRevision"("importId");

-- CreateIndex
CREATE INDEX "Slot_unitId_group_idx" ON "Slot"("unitId", "group");

-- CreateIndex
CREATE INDEX "Slot_accountId_idx" ON "Slot"("accountId");

-- CreateIndex
CREATE INDEX "SlotException_unitId_group_idx" ON "SlotException"("unitId", "group");

-- CreateIndex
CREATE INDEX "Source_accountId_idx" ON "Source"("accountId");

-- CreateIndex
CREATE INDEX "Source_enabled_nextRunAt_idx" ON "Source"("enabled", "nextRunAt");

-- CreateIndex
CREATE INDEX "Coverage_accountId_coveredUntil_idx" ON "Coverage"("accountId", "coveredUntil");

-- CreateIndex
CREATE INDEX "Coverage_sourceId_coveredUntil_idx" ON "Coverage"("sourceId", "coveredUntil");

-- CreateIndex
CREATE INDEX "Post_accountId_activeAt_idx" ON "Post"("accountId", "activeAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Post_accountId_extKey_key" ON "Post"("accountId", "extKey");

-- CreateIndex
CREATE INDEX "ActivityStatement_accountId_coveredUntil_idx" ON "ActivityStatement"("accountId", "coveredUntil");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityStatement_sourceId_coveredFrom_coveredUntil_key" ON "ActivityStatement"("sourceId", "coveredFrom", "coveredUntil");

-- CreateIndex
CREATE INDEX "CollectRun_sourceId_startedAt_idx" ON "CollectRun"("sourceId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Verdict_accountId_asOf_idx" ON "Verdict"("accountId", "asOf");

-- CreateIndex
CREATE UNIQUE INDEX "Verdict_asOf_accountId_key" ON "Verdict"("asOf", "accountId");

-- CreateIndex
CREATE INDEX "Finding_state_code_idx" ON "Finding"("state", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_accountId_code_episode_key" ON "Finding"("accountId", "code", "episode");

-- CreateIndex
CREATE INDEX "Bulletin_windowTo_id_idx" ON "Bulletin"("windowTo" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "BulletinAccount_bulletinId_accountId_key" ON "BulletinAccount"("bulletinId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "JobRun_job_dueAt_key" ON "JobRun"("job", "dueAt");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_supervisingUnitId_fkey" FOREIGN KEY ("supervisingUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitAlias" ADD CONSTRAINT "UnitAlias_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_platformCode_fkey" FOREIGN KEY ("platformCode") REFERENCES "Platform"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_importId_fkey" FOREIGN KEY ("importId") REFERENCES "LedgerImport"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountContact" ADD CONSTRAINT "AccountContact_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountRevision" ADD CONSTRAINT "AccountRevision_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountRevision" ADD CONSTRAINT "AccountRevision_importId_fkey" FOREIGN KEY ("importId") REFERENCES "LedgerImport"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_exceptionId_fkey" FOREIGN KEY ("exceptionId") REFERENCES "SlotException"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlotException" ADD CONSTRAINT "SlotException_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerImport" ADD CONSTRAINT "LedgerImport_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityStatement" ADD CONSTRAINT "ActivityStatement_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityStatement" ADD CONSTRAINT "ActivityStatement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectRun" ADD CONSTRAINT "CollectRun_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_policyId_fkey" FOREIGN KEY ("policyId") REFERENCES "Policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bulletin" ADD CONSTRAINT "Bulletin_scopeUnitId_fkey" FOREIGN KEY ("scopeUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulletinAccount" ADD CONSTRAINT "BulletinAccount_bulletinId_fkey" FOREIGN KEY ("bulletinId") REFERENCES "Bulletin"("id") ON DELETE CASCADE ON UPDATE CASCADE;
