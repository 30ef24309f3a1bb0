-- Each message is written once, and what is written beside it is as little as can be.

ALTER TABLE bars_case
    ALTER COLUMN merged DROP NOT NULL,
    ADD COLUMN opened_by uuid,
    ADD COLUMN differs   text;
COMMENT ON COLUMN bars_case.merged IS 'FHIR JSON, whole; NULL while nothing has changed the case since its first message';
COMMENT ON COLUMN bars_case.opened_by IS 'That message, where merged is NULL';
COMMENT ON COLUMN bars_case.differs IS 'JSON: the ids of ours in it, and the entries that we added to it';

-- One index knows the values of identifiers; that of the whole identifiers only repeated it
DROP INDEX IF EXISTS bars_case_identifiers;

-- Rows of the audit are never taken out, so nothing that points at one needs to be checked, and each is sealed once, under a lock
ALTER TABLE audit_pending DROP CONSTRAINT IF EXISTS audit_pending_audit_id_fkey;
ALTER TABLE audit_seal DROP CONSTRAINT IF EXISTS audit_seal_audit_id_fkey;
ALTER TABLE audit_seal DROP CONSTRAINT IF EXISTS audit_seal_audit_id_key;

DROP TRIGGER audit_is_pending ON audit;
CREATE OR REPLACE FUNCTION audit_is_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending SELECT id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_is_pending AFTER INSERT ON audit REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_pending();
