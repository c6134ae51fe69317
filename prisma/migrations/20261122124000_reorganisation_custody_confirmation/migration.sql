-- CreateTable
CREATE TABLE "Reorganisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "unitId" UUID NOT NULL,
    "intoId" UUID,
    "effectiveOn" DATE NOT NULL,
    "documentNo" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "mayGrant" BOOLEAN NOT NULL,
    "outcome" JSONB,
    "hindrance" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "createdById" UUID,
    "createdBy" TEXT NOT NULL,
    "settledAt" TIMESTAMPTZ(6),
    "settledBy" TEXT,

    CONSTRAINT "Reorganisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Custody" (
    "accountId" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "post" TEXT,
    "phone" TEXT,
    "phoneOwner" TEXT,
    "deputy" TEXT,
    "provenOn" DATE,
    "provenHow" TEXT,
    "provenBy" TEXT,
    "lostOn" DATE,
    "lostHow" TEXT,
    "lostSteps" JSONB NOT NULL DEFAULT '{}',
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "Custody_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "CustodyEvent" (
    "id" BIGSERIAL NOT NULL,
    "accountId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "fromName" TEXT,
    "toName" TEXT,
    "what" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,

    CONSTRAINT "CustodyEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Confirmation" (
    "year" INTEGER NOT NULL,
    "accountId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "byId" UUID,
    "byName" TEXT NOT NULL,

    CONSTRAINT "Confirmation_pkey" PRIMARY KEY ("year","accountId")
);

-- CreateIndex
CREATE INDEX "Reorganisation_unitId_idx" ON "Reorganisation"("unitId");

-- CreateIndex
CREATE INDEX "Reorganisation_state_effectiveOn_idx" ON "Reorganisation"("state", "effectiveOn");

-- CreateIndex
CREATE INDEX "CustodyEvent_accountId_id_idx" ON "CustodyEvent"("accountId", "id");

-- CreateIndex
CREATE INDEX "Confirmation_unitId_year_idx" ON "Confirmation"("unitId", "year");

-- AddForeignKey
ALTER TABLE "Reorganisation" ADD CONSTRAINT "Reorganisation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reorganisation" ADD CONSTRAINT "Reorganisation_intoId_fkey" FOREIGN KEY ("intoId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Custody" ADD CONSTRAINT "Custody_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustodyEvent" ADD CONSTRAINT "CustodyEvent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Confirmation" ADD CONSTRAINT "Confirmation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Confirmation" ADD CONSTRAINT "Confirmation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Reorganisation" ADD CONSTRAINT "reorganisation_kind" CHECK ("kind" IN ('rename', 'merge', 'split', 'abolish'));
ALTER TABLE "Reorganisation" ADD CONSTRAINT "reorganisation_state" CHECK ("state" IN ('planned', 'done', 'calledOff'));
ALTER TABLE "Reorganisation" ADD CONSTRAINT "reorganisation_into" CHECK ("intoId" IS DISTINCT FROM "unitId");
ALTER TABLE "CustodyEvent" ADD CONSTRAINT "custody_kind" CHECK ("kind" IN ('recorded', 'proof', 'handover', 'lost', 'step', 'recovered'));
ALTER TABLE "Confirmation" ADD CONSTRAINT "confirmation_answer" CHECK ("answer" IN ('unchanged', 'changed'));
-- A unit stands neither above nor over itself. Longer rings are kept out by the verbs, which take turns.
ALTER TABLE "Unit" ADD CONSTRAINT "unit_not_its_own" CHECK ("parentId" IS DISTINCT FROM "id" AND "supervisingUnitId" IS DISTINCT FROM "id");
-- One reorganisation of a unit waits at a time.
CREATE UNIQUE INDEX "reorganisation_one_planned" ON "Reorganisation" ("unitId") WHERE "state" = 'planned';
-- Whose an account was on a past day.
CREATE INDEX "revision_organiser" ON "AccountRevision" ("accountId") WHERE "changes" ? 'organiserId';

INSERT INTO "Policy" ("key", "value", "documentNo", "clause", "validFrom") VALUES
  ('filing.confirmation', '{"month": 12, "workdays": 20}', '本系统运行规则', '每年 12 月 1 日起 20 个工作日内确认账号，各地可改', '2026-01-01'),
  ('custody.proof', '{"days": 180}', '本系统运行规则', '每 180 天核实一次管理权限，各地可改', '2018-12-07');

SELECT "grant_roles"();
