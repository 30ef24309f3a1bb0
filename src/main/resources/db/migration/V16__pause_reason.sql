-- Why a person paused a service: told with the pause, as the audit has it.

ALTER TABLE service_pause ADD COLUMN reason text NOT NULL DEFAULT '';
COMMENT ON COLUMN service_pause.reason IS 'In the words of who paused it; empty where they gave none';
