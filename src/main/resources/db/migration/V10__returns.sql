-- What cannot have reached the local system may be given back to its Requester.

ALTER TABLE work DROP CONSTRAINT work_status_check;
ALTER TABLE work ADD CONSTRAINT work_status_check CHECK (status IN ('ready', 'returning', 'done', 'undelivered'));
ALTER TABLE work ADD COLUMN may_have_arrived boolean NOT NULL DEFAULT false;
ALTER TABLE work ADD COLUMN return_after timestamptz;
UPDATE work SET may_have_arrived = true WHERE attempts > 0;
COMMENT ON COLUMN work.may_have_arrived IS 'Whether an attempt left that did not certainly fail before the neighbour had it';
COMMENT ON COLUMN work.return_after IS 'Its return failed: it is delivered on, and not returned before then';
CREATE INDEX work_returning ON work (id) WHERE status = 'returning';
