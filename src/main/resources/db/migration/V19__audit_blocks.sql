-- The audit is sealed in blocks: one row for the events of half a second, in place of two rows for each event.

LOCK TABLE audit, audit_pending, audit_seal IN ACCESS EXCLUSIVE MODE;

-- What waits is sealed as every event before it was: SHA-256 of the hash before and of each field with its length, in UTF-16 units
DO $$
DECLARE
    event  record;
    field  text;
    hashed text;
    link   bigint;
    before text;
BEGIN
    SELECT seq, hash INTO link, before FROM audit_seal ORDER BY seq DESC LIMIT 1;
    link := coalesce(link, 0);
    before := coalesce(before, repeat('0', 64));
    FOR event IN
        SELECT a.id, ARRAY[a.id::text,
                           to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
                               || CASE WHEN extract(microseconds FROM a.at)::bigint % 1000000 = 0 THEN ''
                                       WHEN extract(microseconds FROM a.at)::bigint % 1000 = 0 THEN to_char(a.at, '.MS')
                                       ELSE to_char(a.at, '.US') END || 'Z',
                           a.what, a.outcome, a.rule, a.caller, a.thumbprint, a.address, a.service, a.request_id, a.correlation_id,
                           a.sha256, a.detail] || CASE WHEN a.reference = '' THEN ARRAY[]::text[] ELSE ARRAY[a.reference] END AS fields
          FROM audit a JOIN audit_pending p ON p.audit_id = a.id ORDER BY a.id
    LOOP
        hashed := before;
        FOREACH field IN ARRAY event.fields LOOP
            hashed := hashed || '|'
                || char_length(field) + char_length(regexp_replace(field, '[^\U00010000-\U0010FFFF]', '', 'g')) || ':' || field;
        END LOOP;
        before := encode(sha256(convert_to(hashed, 'UTF8')), 'hex');
        link := link + 1;
        INSERT INTO audit_seal (seq, audit_id, hash) VALUES (link, event.id, before);
    END LOOP;
END $$;
DELETE FROM audit_pending;
COMMENT ON TABLE audit_pending IS 'Empty: events of versions before 19 that had no seal yet';
COMMENT ON TABLE audit_seal IS 'Seals of events of versions before 19: hash is SHA-256 of the hash before it and of the row; gapless from 1';

DROP TRIGGER audit_is_pending ON audit;
DROP FUNCTION audit_is_pending();

CREATE TABLE audit_block (
    seq     bigint      PRIMARY KEY,
    last_id bigint      NOT NULL,
    events  integer     NOT NULL,
    latest  timestamptz NOT NULL,
    marks   bytea       NOT NULL,
    hash    text        NOT NULL
);
CREATE INDEX audit_block_latest ON audit_block (latest, seq);
COMMENT ON TABLE audit_block IS 'Seals of the events whose id is above last_id of the block before it, up to its own; gapless from 0';
COMMENT ON COLUMN audit_block.marks IS 'For each event the first eight bytes of its hash, which is of the hash before it and of the row';
COMMENT ON COLUMN audit_block.hash IS 'Of its last event, whole';
COMMENT ON COLUMN audit_block.latest IS 'No event of this block, or of one before it, is later: so it never goes back';

-- Block 0 has no events: it goes on from the seals of before
INSERT INTO audit_block (seq, last_id, events, latest, marks, hash)
SELECT 0, coalesce(max(id), 0), 0, coalesce(max(at), 'epoch'), '',
       coalesce((SELECT hash FROM audit_seal ORDER BY seq DESC LIMIT 1), repeat('0', 64)) FROM audit;

CREATE TRIGGER audit_block_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_block
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE audit_boundary (
    one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
    up_to   bigint      NOT NULL,
    server  timestamptz NOT NULL,
    writers text[]      NOT NULL
);
INSERT INTO audit_boundary (up_to, server, writers) VALUES (0, 'epoch', '{}');
COMMENT ON TABLE audit_boundary IS 'One row. No event with an id up to up_to can still come, once none of these transactions runs, on the server that began then';
