-- core.apply_retention: delete one batch of a table's old rows, or report it.
--
-- In one transaction and in this order: the lock of this table (a second run returns
-- null instead of waiting), the shared lock of holds (a hold that is being placed waits
-- for the batch), the check for holds, the deletion, the report. After a crash nothing
-- is deleted and nothing is reported. Rows that are locked are left for the next batch.
-- An error undoes the deletion and is reported; the tables after it are still
-- processed. A ctid is a place in one partition, so a batch is of one partition.

create or replace function core.apply_retention(
    p_table_name text, p_is_dry_run boolean default false
)
    returns core.retention_runs
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy core.retention_policies;
    v_run core.retention_runs;
    v_where text;
    v_rows_of regclass;
    v_is_partitioned boolean;
begin
    select p.*
    into v_policy
    from core.retention_policies as p
    where p.table_name = p_table_name;
    if not found then
        perform core.raise_error(
            'core.unknown_table', format('There is no policy for %L.', core.excerpt(p_table_name))
        );
    end if;
    if not pg_try_advisory_xact_lock(
        hashtextextended('core.retention:' || p_table_name, 0)
    ) then
        return null;
    end if;

    perform pg_advisory_xact_lock_shared(hashtextextended('core.legal_holds', 0));

    v_run.table_name := p_table_name;
    v_run.cutoff_at := core.now() - v_policy.keep;
    v_run.partitions := '{}';
    v_run.rows := 0;
    v_run.has_more := false;
    v_run.outcome := case
        when core.is_on_legal_hold(p_table_name) then 'held'
        when not v_policy.is_enabled then 'disabled'
        else 'done'
    end;
    v_where := format(
        '%I < $1 and coalesce(%s, false)', v_policy.column_name,
        coalesce('(' || v_policy.condition || ')', 'true')
    );

    if v_run.outcome = 'done' then
        begin
            v_rows_of := p_table_name::regclass;
            v_is_partitioned := pg_partition_root(v_rows_of) is not null;
            if v_policy.method = 'partition' and p_is_dry_run then
                v_run.partitions := array(
                    select b.partition::text
                    from core._partition_bounds(p_table_name::regclass) as b
                    where b.until_at <= v_run.cutoff_at
                    order by b.until_at
                );
            elsif v_policy.method = 'partition' then
                v_run.partitions := array(
                    select core.drop_partitions(p_table_name::regclass, v_run.cutoff_at)
                );
            elsif p_is_dry_run then
                execute format(
                    'select count(*) from %s where %s', p_table_name::regclass, v_where
                )
                into v_run.rows
                using v_run.cutoff_at;
            else
                if v_is_partitioned then
                    execute format(
                        'select tableoid::regclass from %s where %s limit 1',
                        v_rows_of, v_where
                    )
                    into v_rows_of
                    using v_run.cutoff_at;
                end if;
                if v_rows_of is not null then
                    execute format(
                        'delete from %1$s where ctid = any(array(select ctid from %1$s '
                        'where %2$s limit %3$s for update skip locked))',
                        v_rows_of, v_where, v_policy.batch_rows
                    )
                    using v_run.cutoff_at;
                    get diagnostics v_run.rows = row_count;
                end if;
                v_run.has_more := v_run.rows = v_policy.batch_rows
                    or v_is_partitioned and v_run.rows > 0;
            end if;
        exception
            when others then
                v_run.outcome := 'failed';
                v_run.detail := format('%s: %s', sqlstate, sqlerrm);
        end;
    end if;

    insert into core.retention_runs (
        table_name, ran_at, cutoff_at, is_dry_run, outcome, partitions, rows, has_more,
        detail
    )
    values (
        v_run.table_name, core.now(), v_run.cutoff_at, p_is_dry_run, v_run.outcome,
        v_run.partitions, v_run.rows, v_run.has_more, v_run.detail
    )
    returning * into v_run;
    return v_run;
end;
$$;

grant execute on function core.apply_retention(text, boolean)
to service_role;

comment on function core.apply_retention(text, boolean) is
$$Delete one batch of a table's old rows, or its old partitions; returns the report.

p_is_dry_run: change nothing, only report. Null while another run of this table is in
progress. outcome: done, held, disabled or failed.
Errors: PT422 core.unknown_table.
$$;
