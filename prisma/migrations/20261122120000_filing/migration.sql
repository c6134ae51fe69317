-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "appFilingNo" TEXT,
ADD COLUMN     "approvedOn" DATE,
ADD COLUMN     "contractEndsOn" DATE,
ADD COLUMN     "interactions" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "nationalNo" TEXT,
ADD COLUMN     "nationalOn" DATE,
ADD COLUMN     "operatorKind" TEXT,
ADD COLUMN     "operatorOrg" TEXT,
ADD COLUMN     "provincialNo" TEXT,
ADD COLUMN     "provincialOn" DATE,
ADD COLUMN     "purpose" TEXT,
ADD COLUMN     "watchUntil" DATE;

-- AlterTable
ALTER TABLE "Slot" ADD COLUMN     "filingId" UUID;

-- AlterTable
ALTER TABLE "SlotException" ADD COLUMN     "filingId" UUID,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'granted';

-- CreateTable
CREATE TABLE "Filing" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "unitId" UUID NOT NULL,
    "platformCode" TEXT,
    "accountId" UUID,
    "targetAccountId" UUID,
    "targetUnitId" UUID,
    "linkedFilingId" UUID,
    "draft" JSONB NOT NULL,
    "original" JSONB,
    "requested" JSONB,
    "decided" JSONB,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "createdById" UUID,
    "readyAt" TIMESTAMPTZ(6),
    "submittedAt" TIMESTAMPTZ(6),
    "signedById" UUID,
    "signedBy" TEXT,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,
    "returnedAt" TIMESTAMPTZ(6),
    "returnedUntil" DATE,
    "approvedAt" TIMESTAMPTZ(6),
    "filingNo" TEXT,
    "openBy" DATE,
    "evidence" JSONB,
    "evidenceReturned" TEXT,
    "announcedOn" DATE,
    "announcedUntil" DATE,
    "closedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FilingStep" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "filingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "unitId" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "currentAt" TIMESTAMPTZ(6),
    "dueOn" DATE,
    "dueCertainty" TEXT,
    "assigneeId" UUID,
    "takenUpAt" TIMESTAMPTZ(6),
    "decidedAt" TIMESTAMPTZ(6),
    "decidedById" UUID,
    "decidedBy" TEXT,
    "decision" TEXT,

    CONSTRAINT "FilingStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FilingEvent" (
    "id" BIGSERIAL NOT NULL,
    "filingId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "command" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "unitName" TEXT,
    "reasonCode" TEXT,
    "letter" TEXT,
    "changes" JSONB,

    CONSTRAINT "FilingEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FilingNote" (
    "id" BIGSERIAL NOT NULL,
    "filingId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "unitId" UUID,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "FilingNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "filingId" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "provenOn" DATE,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "addedBy" TEXT NOT NULL,
    "removedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FilingCounter" (
    "key" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "FilingCounter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Filing_number_key" ON "Filing"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Filing_filingNo_key" ON "Filing"("filingNo");

-- CreateIndex
CREATE INDEX "Filing_unitId_state_idx" ON "Filing"("unitId", "state");

-- CreateIndex
CREATE INDEX "Filing_state_id_idx" ON "Filing"("state", "id");

-- CreateIndex
CREATE INDEX "Filing_accountId_idx" ON "Filing"("accountId");

-- CreateIndex
CREATE INDEX "FilingStep_unitId_state_dueOn_idx" ON "FilingStep"("unitId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FilingStep_assigneeId_state_idx" ON "FilingStep"("assigneeId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "FilingStep_filingId_position_key" ON "FilingStep"("filingId", "position");

-- CreateIndex
CREATE INDEX "FilingEvent_filingId_id_idx" ON "FilingEvent"("filingId", "id");

-- CreateIndex
CREATE INDEX "FilingNote_filingId_id_idx" ON "FilingNote"("filingId", "id");

-- CreateIndex
CREATE INDEX "Attachment_filingId_idx" ON "Attachment"("filingId");

-- CreateIndex
CREATE INDEX "Delegation_toId_validTo_idx" ON "Delegation"("toId", "validTo");

-- CreateIndex
CREATE INDEX "Delegation_fromId_validTo_idx" ON "Delegation"("fromId", "validTo");

-- CreateIndex
CREATE INDEX "Slot_filingId_idx" ON "Slot"("filingId");

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlotException" ADD CONSTRAINT "SlotException_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_platformCode_fkey" FOREIGN KEY ("platformCode") REFERENCES "Platform"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_targetAccountId_fkey" FOREIGN KEY ("targetAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_targetUnitId_fkey" FOREIGN KEY ("targetUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Filing" ADD CONSTRAINT "Filing_linkedFilingId_fkey" FOREIGN KEY ("linkedFilingId") REFERENCES "Filing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingStep" ADD CONSTRAINT "FilingStep_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingStep" ADD CONSTRAINT "FilingStep_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingEvent" ADD CONSTRAINT "FilingEvent_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingNote" ADD CONSTRAINT "FilingNote_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "Filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_toId_fkey" FOREIGN KEY ("toId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Filing" ADD CONSTRAINT "filing_kind" CHECK ("kind" IN ('open', 'change', 'shutdown', 'cancel', 'merge'));
ALTER TABLE "Filing" ADD CONSTRAINT "filing_state" CHECK ("state" IN
  ('draft', 'submitted', 'in-review', 'returned', 'approved', 'opened', 'announcing', 'registered', 'rejected', 'withdrawn', 'lapsed'));
ALTER TABLE "Filing" ADD CONSTRAINT "filing_submitted" CHECK ("state" = 'draft' OR ("number" IS NOT NULL AND "submittedAt" IS NOT NULL) OR "state" = 'withdrawn');
ALTER TABLE "Filing" ADD CONSTRAINT "filing_merge" CHECK ("kind" <> 'merge' OR "targetAccountId" IS DISTINCT FROM "accountId");
ALTER TABLE "SlotException" ADD CONSTRAINT "exception_state" CHECK ("state" IN ('requested', 'granted', 'refused'));

-- A filing holds one slot at a time, and an account is shut, cancelled or merged by one filing at a time.
CREATE UNIQUE INDEX "slot_one_per_filing" ON "Slot" ("filingId") WHERE "releasedAt" IS NULL AND "filingId" IS NOT NULL;
CREATE UNIQUE INDEX "filing_one_ending" ON "Filing" ("accountId")
  WHERE "kind" IN ('shutdown', 'cancel', 'merge') AND "state" IN ('submitted', 'in-review', 'returned', 'approved', 'announcing');
-- One office of a filing acts at a time.
CREATE UNIQUE INDEX "step_one_current" ON "FilingStep" ("filingId") WHERE "state" = 'current';

INSERT INTO "Policy" ("key", "value", "documentNo", "clause", "validFrom") VALUES
  ('filing.review', '{"workdays": 5}', '本系统运行规则', '每级审核 5 个工作日，各地可改', '2018-12-07'),
  ('filing.returned', '{"workdays": 20}', '本系统运行规则', '退回补正 20 个工作日内重新提交，各地可改', '2018-12-07'),
  ('filing.openBy', '{"days": 30}', '本系统运行规则', '批准后 30 日内在平台开设，各地可改', '2018-12-07'),
  ('filing.announcement', '{"workdays": 15}', '云政办规〔2019〕6号', '变更、关停、注销公告不少于 15 个工作日，各地可改', '2018-12-07'),
  ('filing.report', '{"workdays": 5}', '本系统运行规则', '联系人、管理员、运维方式、网址变化后 5 个工作日内报告，各地可改', '2018-12-07'),
  ('filing.upward', '{"workdays": 5}', '本系统运行规则', '登记后 5 个工作日内录入省级平台和全国报送系统，各地可改', '2018-12-07'),
  ('filing.exception', '{"renewalDays": 30}', '本系统运行规则', '例外到期前 30 日提醒续期，各地可改', '2018-12-07'),
  ('filing.watch', '{"months": 6}', '本系统运行规则', '注销后 6 个月内关注是否重新出现，各地可改', '2018-12-07'),
  ('filing.chain', '{"firstDecides": []}', '本系统运行规则', '逐级审核，州政府办公室备案；县级办结、州级知悉的情形在此列出', '2018-12-07');

SELECT "grant_roles"();
