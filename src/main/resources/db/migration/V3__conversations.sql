-- Cases that we opened elsewhere, what reads are found by, the slot diary, and what was decided but never told.

ALTER TABLE bars_case DROP CONSTRAINT bars_case_status_check;
ALTER TABLE bars_case
    ADD CONSTRAINT bars_case_status_check CHECK (status IN ('OPEN', 'CANCELLED', 'COMPLETED', 'REJECTED')),
    ADD COLUMN role         text   NOT NULL DEFAULT 'receiver' CHECK (role IN ('receiver', 'sender')),
    ADD COLUMN subject_type text   NOT NULL DEFAULT 'ServiceRequest',
    ADD COLUMN nhs_number   text   NOT NULL DEFAULT '',
    ADD COLUMN birth_date   text   NOT NULL DEFAULT '',
    ADD COLUMN postcode     text   NOT NULL DEFAULT '',
    ADD COLUMN names        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN identifiers  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN linked_case  uuid REFERENCES bars_case,
    ADD COLUMN due_at       timestamptz;
UPDATE bars_case SET subject_type = 'Appointment' WHERE category = '';
CREATE INDEX bars_case_patient ON bars_case (service, nhs_number) WHERE nhs_number <> '';
CREATE INDEX bars_case_birth ON bars_case (service, birth_date) WHERE birth_date <> '';
CREATE INDEX bars_case_due ON bars_case (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX message_bundle ON message (bundle_id);
CREATE INDEX message_request ON message (request_id);
COMMENT ON COLUMN bars_case.role IS 'receiver: it was sent to us; sender: we sent it, service is ours and counterpart who has it';
COMMENT ON COLUMN bars_case.due_at IS 'When a response that has not come is an alarm';

CREATE TABLE schedule (
    service  text  NOT NULL,
    id       text  NOT NULL,
    origin   text  NOT NULL,
    resource bytea NOT NULL,
    actors   bytea NOT NULL,
    PRIMARY KEY (service, id)
);
COMMENT ON COLUMN schedule.actors IS 'FHIR JSON list: HealthcareService, Practitioner, PractitionerRole, Location, Organization that go with it';

CREATE TABLE slot (
    id          text PRIMARY KEY,
    service     text        NOT NULL,
    schedule_id text        NOT NULL,
    origin      text        NOT NULL,
    start_at    timestamptz NOT NULL,
    end_at      timestamptz NOT NULL,
    free        boolean     NOT NULL,
    booked_by   uuid REFERENCES bars_case,
    resource    bytea       NOT NULL,
    FOREIGN KEY (service, schedule_id) REFERENCES schedule (service, id)
);
CREATE INDEX slot_of_service ON slot (service, start_at);
CREATE INDEX slot_booked ON slot (booked_by) WHERE booked_by IS NOT NULL;
COMMENT ON TABLE slot IS 'The slot diary; booked_by holds one case at most, so a slot is booked once';

CREATE TABLE question (
    id         uuid PRIMARY KEY,
    service    text        NOT NULL,
    request_id text        NOT NULL,
    reference  text        NOT NULL,
    meaning    text        NOT NULL,
    verdict    text        NOT NULL CHECK (verdict IN ('ASKED', 'TAKEN')),
    asked_at   timestamptz NOT NULL,
    sha256     text        NOT NULL
);
COMMENT ON TABLE question IS 'A local system was asked to decide; gone once we hold what it decided. One that stays was never acknowledged';

CREATE TABLE unclaimed (
    message_id uuid PRIMARY KEY REFERENCES message,
    since      timestamptz NOT NULL
);
COMMENT ON TABLE unclaimed IS 'Accepted, but the Sender was told 408 or nothing, and has not asked again';
