-- Triggers on core.job_schedules, in firing order.

-- A worker computes the next tick anew when the rule for it changes.
create or replace trigger t10_forget_tick
    before update of cron, timezone, is_enabled on core.job_schedules
    for each row
    when (
        (old.cron, old.timezone, old.is_enabled)
        is distinct from (new.cron, new.timezone, new.is_enabled)
    )
    execute function core.tg_job_schedules__forget_tick();
