-- What the gateway keeps. Bodies are stored as they came, uncompressed: compressing each one costs more than the disk.

CREATE TABLE bars_case (
    id                uuid PRIMARY KEY,
    reference         text        NOT NULL UNIQUE,
    service           text        NOT NULL,
    counterpart       text        NOT NULL,
    organisation      text        NOT NULL,
    correlation_id    text        NOT NULL,
    request_bundle_id text        NOT NULL,
    category          text        NOT NULL,
    use_case          text        NOT NULL,
    subject_url       text        NOT NULL,
    subject_id        text        NOT NULL,
    encounter_url     text        NOT NULL,
    encounter_status  text        NOT NULL,
    status            text        NOT NULL CHECK (status IN ('OPEN', 'CANCELLED', 'COMPLETED')),
    merged            bytea       NOT NULL,
    opened_at         timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL
);
ALTER TABLE bars_case ALTER COLUMN merged SET STORAGE EXTERNAL;
CREATE INDEX bars_case_subject ON bars_case (service, subject_id);
CREATE INDEX bars_case_correlation ON bars_case (correlation_id);
COMMENT ON TABLE bars_case IS 'One referral, validation or booking; merged is its request with every accepted update in it, FHIR JSON';
COMMENT ON COLUMN bars_case.counterpart IS 'MessageHeader.source.endpoint of the request: where responses go';
COMMENT ON COLUMN bars_case.request_bundle_id IS 'Bundle.id of the new message: MessageHeader.response.identifier of every response';

CREATE TABLE message (
    id             uuid PRIMARY KEY,
    case_id        uuid        NOT NULL REFERENCES bars_case,
    direction      text        NOT NULL CHECK (direction IN ('in', 'out')),
    meaning        text        NOT NULL,
    service        text        NOT NULL,
    counterpart    text        NOT NULL,
    organisation   text        NOT NULL,
    bundle_id      text        NOT NULL,
    request_id     text        NOT NULL,
    correlation_id text        NOT NULL,
    use_context    text        NOT NULL,
    caller         text        NOT NULL,
    access         text        NOT NULL,
    format         text        NOT NULL,
    sha256         text        NOT NULL,
    body           bytea       NOT NULL,
    held_at        timestamptz NOT NULL
);
ALTER TABLE message ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX message_case ON message (case_id);
-- A new message may not come again under another X-Request-Id; updates may keep the Bundle.id of their conversation
CREATE UNIQUE INDEX message_new_once ON message (service, organisation, bundle_id)
    WHERE direction = 'in' AND meaning LIKE 'NEW%';
COMMENT ON TABLE message IS 'Every message accepted (in) or composed (out), byte for byte; all versions are kept';
COMMENT ON COLUMN message.caller IS 'Name and certificate thumbprint of the caller, or gateway';
COMMENT ON COLUMN message.access IS 'The access-control headers as they came';

CREATE TABLE request_outcome (
    request_id   text        NOT NULL,
    organisation text        NOT NULL,
    service      text        NOT NULL,
    sha256       text        NOT NULL,
    verdict      text        NOT NULL,
    diagnostics  text        NOT NULL,
    decided_at   timestamptz NOT NULL,
    PRIMARY KEY (request_id, organisation, service)
);
COMMENT ON TABLE request_outcome IS 'What a request came to: ACCEPTED, or the code of a refusal about its content. A running request has no row';

CREATE TABLE work (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('deliver', 'send')),
    case_id      uuid        NOT NULL REFERENCES bars_case,
    message_id   uuid        NOT NULL REFERENCES message,
    service      text        NOT NULL,
    status       text        NOT NULL CHECK (status IN ('ready', 'done', 'undelivered')),
    attempts     integer     NOT NULL DEFAULT 0,
    next_at      timestamptz NOT NULL,
    lease        uuid,
    leased_until timestamptz,
    reason       text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX work_open ON work (kind, case_id, id) WHERE status <> 'done';
CREATE INDEX work_due ON work (kind, next_at) WHERE status = 'ready';
COMMENT ON TABLE work IS 'What is still to be done with a message. An undelivered one holds back what follows it in its case';

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    what       text        NOT NULL,
    request_id text        NOT NULL,
    service    text        NOT NULL,
    caller     text        NOT NULL,
    address    text        NOT NULL,
    detail     text        NOT NULL
);
COMMENT ON TABLE audit IS 'What someone must be able to ask about later; ids, names and hashes only';
