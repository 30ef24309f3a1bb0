-- How often work was set aside: a retry that fails again goes on with the same alarm.

ALTER TABLE work ADD COLUMN set_aside integer NOT NULL DEFAULT 0;
UPDATE work SET set_aside = 1 WHERE status = 'undelivered';
COMMENT ON COLUMN work.set_aside IS 'How often it was set aside; a retry leaves it as it is';
