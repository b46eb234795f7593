-- core.tg_feature_flags__announce: tell all callers that some flag has changed.
--
-- The event names no flag: who hears it may not know of one that is off for them. Apps
-- ask my_feature_flags again. Definer: no role may write the event log.

create or replace function core.tg_feature_flags__announce()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.emit(
        p_type => 'core.feature_flags.changed',
        p_topic => 'core:feature_flags',
        p_entity_id => null,
        p_payload => '{"v": 1}'
    );
    return null;
end;
$$;

comment on function core.tg_feature_flags__announce() is
$$Emits one event for each statement on core.feature_flags.

Emits: core.feature_flags.changed {v} on core:feature_flags.
$$;
