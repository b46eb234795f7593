-- commerce.can_read_order_topic: whether the caller may read the topic of an order.
--
-- Definer: an anonymous caller may not use commerce.can_see_order and must get false,
-- not an error.

create or replace function commerce.can_read_order_topic(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_topic ~ '^commerce:order:[0-9]{1,18}$'
            then commerce.can_see_order(split_part(p_topic, ':', 3)::bigint)
        else false
    end
$$;

grant execute on function commerce.can_read_order_topic(text)
to anon, authenticated, service_role;

comment on function commerce.can_read_order_topic(text) is
    'The predicate of topics commerce:order:<id>: see commerce.can_see_order.';
