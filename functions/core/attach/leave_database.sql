-- core.leave_database: undo what the platform made outside its own schemas at run time.
--
-- A way back that leaves no step of core calls it before it drops the schemas;
-- `rowhouse remove` is one. It undoes attachments, the jobs of pg_cron, and the secrets
-- of webhooks in the vault.

create or replace function core.leave_database()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.detach_table(a.kind, a.table_name)
    from core.attachments as a;

    if to_regclass('cron.job') is not null then
        execute format(
            'select %1$s.unschedule(j.jobid) from %1$s.job as j '
            'where starts_with(j.jobname, $1)',
            to_regnamespace('cron')
        )
        using 'rowhouse:';
    end if;

    if to_regclass('vault.secrets') is not null then
        execute format(
            'delete from %s.secrets where id in ('
            'select vault_id from core.webhook_secrets where vault_id is not null)',
            to_regnamespace('vault')
        );
    end if;
end;
$$;

comment on function core.leave_database() is
    'Detach from all tables, unschedule in pg_cron, delete secrets from the vault.';
