-- Alarms as incidents, and when what is held is due.

CREATE TABLE alarm (
    id           uuid PRIMARY KEY,
    subject      text        NOT NULL,
    words        text        NOT NULL,
    began_at     timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    count        bigint      NOT NULL,
    ended_at     timestamptz,
    owner        text        NOT NULL DEFAULT '',
    taken_at     timestamptz,
    told_at      timestamptz,
    escalated_at timestamptz
);
CREATE UNIQUE INDEX alarm_standing ON alarm (subject) WHERE ended_at IS NULL;
CREATE INDEX alarm_ended ON alarm (ended_at);
COMMENT ON TABLE alarm IS 'One incident a row, whichever gateways raise it; ids only';
COMMENT ON COLUMN alarm.count IS 'How many things it is about, or how often it was raised';
COMMENT ON COLUMN alarm.owner IS 'The credential that took it; empty while nobody has, and then it is told again and again';

CREATE TABLE alarm_holder (
    alarm_id uuid        NOT NULL REFERENCES alarm,
    gateway  uuid        NOT NULL,
    seen_at  timestamptz NOT NULL,
    PRIMARY KEY (alarm_id, gateway)
);
COMMENT ON TABLE alarm_holder IS 'The gateways that raise an incident now; it ends when none of them does';

ALTER TABLE work ADD COLUMN due_at timestamptz;
COMMENT ON COLUMN work.due_at IS 'By when it should be done: the end of its occurrencePeriod or a limit for its meaning, whichever is earlier';
UPDATE work SET due_at = created_at + interval '4 hours' WHERE status <> 'done';
