-- tests.place: place an order as a user; returns its id. The role of the caller stays.
--
-- By default eleven small shirts: with the small stock, nine come from MAIN and two
-- from SHOP.

create or replace function tests.place(
    p_name text, p_lines jsonb default '[{"sku": "SHIRT-S", "quantity": 11}]'
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text := current_setting('role');
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_id bigint;
begin
    perform tests.login_as(tests.user(p_name));
    v_id := commerce.place_order(
        p_lines,
        '{"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}'
    ) ->> 'order_id';
    perform
        set_config('role', v_role, true),
        set_config('request.jwt.claims', v_claims, true);
    return v_id;
end;
$$;
