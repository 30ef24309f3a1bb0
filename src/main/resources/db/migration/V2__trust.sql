-- Who tried what: append-only, each row sealed into a chain of hashes within seconds of its commit.

ALTER TABLE audit
    ADD COLUMN outcome        text NOT NULL DEFAULT '',
    ADD COLUMN rule           text NOT NULL DEFAULT '',
    ADD COLUMN thumbprint     text NOT NULL DEFAULT '',
    ADD COLUMN correlation_id text NOT NULL DEFAULT '',
    ADD COLUMN sha256         text NOT NULL DEFAULT '';

CREATE TABLE audit_pending (
    audit_id bigint PRIMARY KEY REFERENCES audit (id)
);
COMMENT ON TABLE audit_pending IS 'Rows that are not in the chain yet';

CREATE TABLE audit_seal (
    seq      bigint PRIMARY KEY,
    audit_id bigint NOT NULL UNIQUE REFERENCES audit (id),
    hash     text   NOT NULL
);
COMMENT ON TABLE audit_seal IS 'hash is SHA-256 of the hash before it and of the row; gapless from 1';

CREATE FUNCTION audit_is_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_is_pending AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_pending();

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

INSERT INTO audit_pending SELECT id FROM audit;

CREATE TABLE caller_allowance (
    thumbprint text        NOT NULL,
    until      timestamptz NOT NULL,
    reason     text        NOT NULL,
    allowed_at timestamptz NOT NULL,
    PRIMARY KEY (thumbprint, allowed_at)
);
COMMENT ON TABLE caller_allowance IS 'Callers let in by certificate although their name is unknown, for a time; SHA-256';

CREATE TABLE local_request (
    credential      text        NOT NULL,
    idempotency_key text        NOT NULL,
    sha256          text        NOT NULL,
    answer          text        NOT NULL,
    held_at         timestamptz NOT NULL,
    PRIMARY KEY (credential, idempotency_key)
);
COMMENT ON TABLE local_request IS 'What reports of local systems were answered, so that a repeat hears it again';
