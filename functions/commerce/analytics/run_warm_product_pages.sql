-- commerce.run_warm_product_pages: the job that keeps the pages of what sells fresh.

create or replace function commerce.run_warm_product_pages(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_id bigint;
begin
    for v_product_id in
        select v.product_id
        from commerce._sum_variant_sales(
            core.now()::date - 28, core.now()::date
        ) as s
        inner join commerce.variants as v on s.variant_id = v.id
        inner join commerce.products as p on v.product_id = p.id
        where p.status = 'published' and p.deleted_at is null
        group by v.product_id
        having sum(s.quantity) > 0
        order by sum(s.quantity) desc, v.product_id
        limit 100
    loop
        if core.warm_cache(
            'commerce.product_page', jsonb_build_object('product_id', v_product_id)
        ) then
            raise debug 'job %: page % was cold', p_job.id, v_product_id;
        end if;
    end loop;
end;
$$;

comment on function commerce.run_warm_product_pages(core.jobs) is
$$Handler of commerce.warm_product_pages.

It keeps the pages of the 100 published products that sold most in 28 days.
$$;
