-- Triggers on core.job_schedules, in firing order.

-- After a change of the rule, a worker computes the next tick again.
create or replace trigger t10_reset_next_tick
    before update of cron, timezone, is_enabled on core.job_schedules
    for each row
    when (
        (old.cron, old.timezone, old.is_enabled)
        is distinct from (new.cron, new.timezone, new.is_enabled)
    )
    execute function core.tg_job_schedules__reset_next_tick();

-- A rule that a worker cannot read is refused.
create or replace trigger t20_check_rule
    before insert or update of cron, timezone on core.job_schedules
    for each row
    execute function core.tg_job_schedules__check_rule();
