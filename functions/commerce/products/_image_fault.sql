-- commerce._image_fault: the rule that a published product has an active image, if the
-- setting commerce.publish_needs_image asks for one.

create or replace function commerce._image_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 'The product has no active image.'::text
    where
        (core.setting('commerce.publish_needs_image'))::boolean
        and not commerce._has_active_image(commerce._record_id(p_record, 'id'))
$$;

comment on function commerce._image_fault(jsonb) is
    'Rule image_required of commerce.publication.';
