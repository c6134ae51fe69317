-- What the schema language cannot say. No semicolons in comments here: the engine splits on them. test/database/guards.test.ts asserts that each of these exists.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Promise 1: one live account per unit and uniqueness group (国办发〔2018〕123号 四(一)), an exception is a record of its own.
CREATE UNIQUE INDEX "slot_one_live" ON "Slot" ("unitId", "group") WHERE "releasedAt" IS NULL AND "exceptionId" IS NULL;
CREATE UNIQUE INDEX "slot_one_per_account" ON "Slot" ("accountId") WHERE "releasedAt" IS NULL AND "accountId" IS NOT NULL;
-- An exception lets one second account stand, not many.
CREATE UNIQUE INDEX "slot_one_per_exception" ON "Slot" ("exceptionId") WHERE "releasedAt" IS NULL AND "exceptionId" IS NOT NULL;

-- Two imports at once never make two units of one name in one division.
CREATE UNIQUE INDEX "unit_one_name" ON "Unit" ("divisionCode", "nameKey") WHERE "validTo" IS NULL;

-- One platform account is one record.
CREATE UNIQUE INDEX "account_one_platform_id" ON "Account" ("platformCode", "platformAccountId")
  WHERE "platformAccountId" IS NOT NULL AND "voidedAt" IS NULL AND "standing" <> 'CANCELLED';
CREATE INDEX "account_url_key" ON "Account" ("urlKey") WHERE "urlKey" IS NOT NULL AND "voidedAt" IS NULL;
CREATE INDEX "account_name_key" ON "Account" ("unitId", "nameKey") WHERE "voidedAt" IS NULL;

-- Search by name, pinyin and initials, needs a ctype that knows Chinese, which start-up asserts.
CREATE INDEX "account_search" ON "Account" USING gin ("name" gin_trgm_ops, "pinyin" gin_trgm_ops, "initials" gin_trgm_ops);

ALTER TABLE "Coverage" ADD CONSTRAINT "coverage_forward" CHECK ("coveredFrom" <= "coveredUntil");
ALTER TABLE "ActivityStatement" ADD CONSTRAINT "statement_posts" CHECK ("posts" >= 0 AND ("posts" = 0 OR "lastPostAt" IS NOT NULL));
ALTER TABLE "ActivityStatement" ADD CONSTRAINT "statement_within"
  CHECK ("lastPostAt" IS NULL OR ("lastPostAt" >= "coveredFrom" AND "lastPostAt" < "coveredUntil"));
ALTER TABLE "Account" ADD CONSTRAINT "account_followers" CHECK ("followers" >= 0);
