-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "endedBecause" TEXT,
ADD COLUMN     "ip" TEXT,
ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'password',
ADD COLUMN     "secondFactorAt" TIMESTAMPTZ(6),
ADD COLUMN     "userAgent" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "disabledReason" TEXT,
ADD COLUMN     "enabledAt" TIMESTAMPTZ(6),
ADD COLUMN     "erasedAt" TIMESTAMPTZ(6),
ADD COLUMN     "idleWarnedAt" TIMESTAMPTZ(6),
ADD COLUMN     "lastSignInAt" TIMESTAMPTZ(6),
ADD COLUMN     "passwordChangedAt" TIMESTAMPTZ(6),
ADD COLUMN     "totpEnrolledAt" TIMESTAMPTZ(6),
ADD COLUMN     "totpLastStep" INTEGER,
ADD COLUMN     "totpSecret" TEXT;

-- CreateTable
CREATE TABLE "PastPassword" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "userId" UUID NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PastPassword_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserIdentity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "UserIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(6) NOT NULL,
    "lastAt" TIMESTAMPTZ(6) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(6),

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "PastPassword_userId_at_idx" ON "PastPassword"("userId", "at");

-- CreateIndex
CREATE INDEX "UserIdentity_userId_idx" ON "UserIdentity"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "UserIdentity_issuer_subject_key" ON "UserIdentity"("issuer", "subject");

-- CreateIndex
CREATE INDEX "SignInLink_userId_idx" ON "SignInLink"("userId");

-- CreateIndex
CREATE INDEX "User_name_id_idx" ON "User"("name", "id");

-- CreateIndex
CREATE INDEX "User_unitId_idx" ON "User"("unitId");

-- AddForeignKey
ALTER TABLE "PastPassword" ADD CONSTRAINT "PastPassword_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UserIdentity" ADD CONSTRAINT "UserIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One person per user name, whatever its case.
CREATE UNIQUE INDEX "user_one_username" ON "User" (lower("username"));

-- 三员 (system admin, security admin, auditor) exclude each other and every other role (GB/T 22239-2019 访问控制).
ALTER TABLE "User" ADD CONSTRAINT "user_three_apart"
  CHECK (NOT ("roles" && ARRAY['systemAdmin', 'securityAdmin', 'auditor']) OR cardinality("roles") = 1);

-- Passwords set before their date was kept count from now.
UPDATE "User" SET "passwordChangedAt" = now() WHERE "passwordHash" IS NOT NULL;

SELECT "grant_roles"();
