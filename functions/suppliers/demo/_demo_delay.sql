-- suppliers._demo_delay: by how many working days a task of the demo ends late.
--
-- Between one in seven and one in two is late, by the supplier: mostly by few days, at
-- most by 20; one in 170 is stuck for a quarter of a year. One in five ends a day
-- early; each task has three days or more.

create or replace function suppliers._demo_delay(
    p_shares double precision[], p_lateness double precision
)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_shares[2] < 0.006 then 60
        when p_shares[1] < 0.14 + 0.36 * p_lateness
            then 1 + floor(20 * p_shares[2] ^ 3)::integer
        when p_shares[1] > 0.8 then -1
        else 0
    end
$$;

comment on function suppliers._demo_delay(double precision[], double precision) is
    'By the numbers of the task and of its supplier. Units: working days.';
