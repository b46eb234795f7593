-- suppliers.tg_operations__show_progress: tell those who follow a bulk change how far
-- it is.
--
-- Definer: the roles that work on operations may not emit events.

create or replace function suppliers.tg_operations__show_progress()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.emit(
        p_type => 'suppliers.operation.progressed',
        p_topic => 'suppliers:operation:' || new.id,
        p_entity_id => new.id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'kind', new.kind, 'status', new.status, 'total', new.total,
            'done', new.done, 'failed', new.failed, 'skipped', new.skipped
        )
    );
    return null;
end;
$$;

comment on function suppliers.tg_operations__show_progress() is
$$Emits the progress of operations of suppliers.

Emits: suppliers.operation.progressed {v, kind, status, total, done, failed, skipped} on
suppliers:operation:<id>.
$$;
