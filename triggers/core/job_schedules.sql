-- Triggers on core.job_schedules, in firing order.

-- A worker computes the next tick anew when the rule for it changes.
create or replace trigger t10_reset_next_tick
    before update of cron, timezone, is_enabled on core.job_schedules
    for each row
    when (
        (old.cron, old.timezone, old.is_enabled)
        is distinct from (new.cron, new.timezone, new.is_enabled)
    )
    execute function core.tg_job_schedules__reset_next_tick();

-- What no worker could read is refused.
create or replace trigger t20_check_rule
    before insert or update of cron, timezone on core.job_schedules
    for each row
    execute function core.tg_job_schedules__check_rule();
