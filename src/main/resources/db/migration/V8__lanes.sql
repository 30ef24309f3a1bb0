-- Work is taken by lanes: one for each neighbour, so that one which is slow or wrong holds up nobody else's.

ALTER TABLE work
    ADD COLUMN lane     text    NOT NULL DEFAULT '',
    ADD COLUMN fallback boolean NOT NULL DEFAULT false;
UPDATE work w SET lane = CASE w.kind WHEN 'deliver' THEN m.service ELSE m.counterpart END
  FROM message m WHERE m.id = w.message_id AND w.status <> 'done';
DROP INDEX work_due;
CREATE INDEX work_due ON work (kind, lane, next_at) WHERE status = 'ready';
CREATE INDEX work_undelivered ON work (kind, lane) WHERE status = 'undelivered';
CREATE INDEX work_fallback ON work (changed_at) WHERE fallback;
COMMENT ON COLUMN work.lane IS 'deliver: our service, or its fallback; send: the service that it goes to. Empty where an earlier version wrote it';
COMMENT ON COLUMN work.fallback IS 'No view could be made: the original goes to delivery.fallback of its service';
