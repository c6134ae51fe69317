-- CreateTable
CREATE TABLE "HeldForm" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "userId" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "HeldForm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HeldForm_userId_at_idx" ON "HeldForm"("userId", "at");

-- AddForeignKey
ALTER TABLE "HeldForm" ADD CONSTRAINT "HeldForm_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT "grant_roles"();
