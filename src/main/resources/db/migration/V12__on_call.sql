-- Who is on call finds any message, takes it, ends what was handled by telephone, and pauses a service.

ALTER TABLE work DROP CONSTRAINT work_status_check;
ALTER TABLE work
    ADD CONSTRAINT work_status_check CHECK (status IN ('ready', 'returning', 'done', 'undelivered', 'handled')),
    ADD COLUMN owner    text NOT NULL DEFAULT '',
    ADD COLUMN taken_at timestamptz;
CREATE INDEX work_handled ON work (kind, case_id) WHERE status = 'handled';
COMMENT ON COLUMN work.status IS 'handled: a person did it in another way; what follows in its case waits until a person decides';
COMMENT ON COLUMN work.owner IS 'The credential of who looks after it; empty while nobody does';

ALTER TABLE audit ADD COLUMN reference text NOT NULL DEFAULT '';
CREATE INDEX audit_reference ON audit (reference) WHERE reference <> '';
CREATE INDEX audit_request ON audit (lower(request_id)) WHERE request_id <> '';
COMMENT ON COLUMN audit.reference IS 'Of the case that it is about; empty where it is about none, and in rows of earlier versions';

-- The same look-ups as before, and those of an operator who may see all services
DROP INDEX bars_case_patient;
DROP INDEX bars_case_birth;
CREATE INDEX bars_case_patient ON bars_case (nhs_number, service) WHERE nhs_number <> '';
CREATE INDEX bars_case_birth ON bars_case (birth_date, postcode, service) WHERE birth_date <> '';

CREATE TABLE service_pause (
    service text        PRIMARY KEY,
    mode    text        NOT NULL CHECK (mode IN ('ALL', 'DELIVERIES')),
    until   timestamptz NOT NULL,
    since   timestamptz NOT NULL,
    owner   text        NOT NULL
);
COMMENT ON TABLE service_pause IS 'ALL: new messages hear 503, nothing is delivered; DELIVERIES: they are taken and not delivered. Over when until has passed';
