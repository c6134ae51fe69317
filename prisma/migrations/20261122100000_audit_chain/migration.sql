-- The audit as a chain: every row carries the hash of the row before it. docs/audit.md says why it is locked at the end of a transaction and not sealed later.
DROP INDEX "AuditEvent_action_id_idx";
DROP INDEX "AuditEvent_subjectType_subjectId_id_idx";
ALTER TABLE "AuditEvent" RENAME COLUMN "id" TO "seq";
ALTER TABLE "AuditEvent"
  ALTER COLUMN "seq" DROP DEFAULT,
  ALTER COLUMN "actorName" DROP NOT NULL,
  ALTER COLUMN "success" DROP DEFAULT,
  ALTER COLUMN "detail" DROP DEFAULT,
  ADD COLUMN "recordedAt" TIMESTAMPTZ(6),
  ADD COLUMN "actorRoles" TEXT[],
  ADD COLUMN "ip" TEXT,
  ADD COLUMN "userAgent" TEXT,
  ADD COLUMN "prevHash" BYTEA,
  ADD COLUMN "hash" BYTEA;
DROP SEQUENCE IF EXISTS "AuditEvent_id_seq";

CREATE TABLE "AuditArchive" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "firstSeq" BIGINT NOT NULL,
    "lastSeq" BIGINT NOT NULL,
    "lastHash" BYTEA NOT NULL,
    "fileHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "AuditArchive_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "AuditArchive_firstSeq_key" ON "AuditArchive"("firstSeq");
CREATE UNIQUE INDEX "AuditArchive_lastSeq_key" ON "AuditArchive"("lastSeq");

-- What the hash of a row covers: every column but the two hashes, as a JSON array, instants in UTC to the microsecond. Whatever a row is made to
-- hold, this gives a text and never an error. The check carries the same rule in its own words (verify.sql.ts): it does not trust this function.
CREATE FUNCTION "audit_text"(e "AuditEvent") RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT json_build_array(e."seq", e."at" AT TIME ZONE 'UTC', e."recordedAt" AT TIME ZONE 'UTC', e."actorKind", e."actorId", e."actorName", e."actorRoles", e."ip", e."userAgent",
    e."action", e."subjectType", e."subjectId", e."unitId", e."requestId", e."success", e."detail")::text
$$;

CREATE FUNCTION "audit_hash"(e "AuditEvent") RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(e."prevHash" || convert_to("audit_text"(e), 'UTF8'))
$$;

-- What stood before the chain is numbered without gaps and chained as it was found.
DO $$
DECLARE
  e "AuditEvent";
  n bigint := 0;
  last bytea := '\x';
BEGIN
  FOR e IN SELECT * FROM "AuditEvent" ORDER BY "seq" LOOP
    UPDATE "AuditEvent" SET "seq" = n + 1, "recordedAt" = e."at", "actorRoles" = '{}', "prevHash" = last WHERE "seq" = e."seq";
    n := n + 1;
    UPDATE "AuditEvent" a SET "hash" = "audit_hash"(a) WHERE a."seq" = n RETURNING a."hash" INTO last;
  END LOOP;
END $$;

ALTER TABLE "AuditEvent"
  ALTER COLUMN "recordedAt" SET NOT NULL,
  ALTER COLUMN "prevHash" SET NOT NULL,
  ALTER COLUMN "hash" SET NOT NULL;
CREATE UNIQUE INDEX "AuditEvent_prevHash_key" ON "AuditEvent"("prevHash");
CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent"("hash");
CREATE INDEX "AuditEvent_subjectType_subjectId_seq_idx" ON "AuditEvent"("subjectType", "subjectId", "seq");
CREATE INDEX "AuditEvent_action_seq_idx" ON "AuditEvent"("action", "seq");
CREATE INDEX "AuditEvent_actorId_seq_idx" ON "AuditEvent"("actorId", "seq");
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- Chains a row. A search path that ends in pg_temp keeps a caller's own table of the same name from being read instead. The lock is held from here to the commit, which follows at once: the audit row is the last statement of its transaction.
-- Where the last row seen is stale (REPEATABLE READ), the unique number and the unique previous hash refuse the row instead of forking the chain.
CREATE FUNCTION "audit_chain"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '5s' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7240124);
  SELECT "seq" + 1, "hash" INTO NEW."seq", NEW."prevHash" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1;
  IF NOT FOUND THEN
    SELECT "lastSeq" + 1, "lastHash" INTO NEW."seq", NEW."prevHash" FROM "AuditArchive" ORDER BY "lastSeq" DESC LIMIT 1;
  END IF;
  IF NOT FOUND THEN
    NEW."seq" := 1;
    NEW."prevHash" := '\x';
  END IF;
  NEW."recordedAt" := clock_timestamp();
  NEW."hash" := "audit_hash"(NEW);
  RETURN NEW;
END $$;

-- Nothing changes a row. Deleting is left to the archive, and only of what is older than 180 days (网络安全法: 网络日志留存不少于六个月).
CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND current_setting('zhangben.archiving', true) = 'on' THEN
    IF OLD."recordedAt" < clock_timestamp() - interval '180 days' THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_chain" BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "audit_chain"();
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "archive_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditArchive" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();

-- Takes a stretch from the beginning of what stands out of the table, once it is safe in a file. Refuses what is younger than 180 days.
-- Runs with the rights of the owner, so that the application's role, which may not delete, can archive and nothing else. Archives wait for each
-- other and for no writer: a writer needs the last row alone, which it still sees until this is committed and finds in "AuditArchive" afterwards.
CREATE FUNCTION "audit_archive"(up_to bigint, file_hash text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  first_seq bigint;
  last_row "AuditEvent";
  n bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7240125);
  SELECT min("seq") INTO first_seq FROM "AuditEvent";
  SELECT * INTO STRICT last_row FROM "AuditEvent" WHERE "seq" = up_to;
  IF EXISTS (SELECT 1 FROM "AuditEvent" WHERE "seq" <= up_to AND "recordedAt" >= clock_timestamp() - interval '180 days') THEN
    RAISE EXCEPTION 'audit rows younger than 180 days are not archived' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO "AuditArchive" ("firstSeq", "lastSeq", "lastHash", "fileHash", "at")
    VALUES (first_seq, last_row."seq", last_row."hash", file_hash, clock_timestamp());
  PERFORM set_config('zhangben.archiving', 'on', true);
  DELETE FROM "AuditEvent" WHERE "seq" <= up_to;
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM set_config('zhangben.archiving', 'off', true);
  RETURN n;
END $$;

-- Gives everything to the owner's role and to the application's role what it needs: everything but changing the audit. The roles are those of the
-- database's owner ('‹name›_owner' and '‹name›_app', made by npm run db:roles), else zhangben_owner and zhangben_app. Called at the end of every deployment,
-- so that later tables get theirs. Without the roles, or by one who is not the owner, nothing is granted. With a single role the audit is not protected from it.
CREATE FUNCTION "grant_roles"() RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  owner_role text;
  app_role text;
  change text;
BEGIN
  SELECT pg_get_userbyid(datdba) INTO owner_role FROM pg_database WHERE datname = current_database();
  IF owner_role NOT LIKE '%\_owner' THEN
    owner_role := 'zhangben_owner';
  END IF;
  app_role := regexp_replace(owner_role, '_owner$', '_app');
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN (owner_role, app_role)) < 2 OR NOT pg_has_role(owner_role, 'MEMBER') THEN
    RETURN false;
  END IF;
  EXECUTE format('GRANT ALL ON SCHEMA public TO %I', owner_role);
  FOR change IN
    SELECT format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, owner_role) FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND pg_get_userbyid(c.relowner) <> owner_role
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner_role) FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND pg_get_userbyid(p.proowner) <> owner_role
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('ALTER TYPE %s OWNER TO %I', t.oid::regtype, owner_role) FROM pg_type t
      WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd') AND pg_get_userbyid(t.typowner) <> owner_role
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
  LOOP
    EXECUTE change;
  END LOOP;
  EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('REVOKE ALL ON "AuditEvent", "AuditArchive", "_prisma_migrations" FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT ON "AuditEvent" TO %I', app_role);
  EXECUTE format('GRANT SELECT ON "AuditArchive", "_prisma_migrations" TO %I', app_role);
  REVOKE ALL ON FUNCTION "audit_archive"(bigint, text) FROM PUBLIC;
  EXECUTE format('GRANT EXECUTE ON FUNCTION "audit_archive"(bigint, text) TO %I', app_role);
  RETURN true;
END $$;

SELECT "grant_roles"();
