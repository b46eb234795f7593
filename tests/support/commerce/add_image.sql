-- tests.add_image: register an image of a product, or a new version of one, and record
-- it as the worker would; returns the id of the image.

create or replace function tests.add_image(
    p_title text, p_content text default 'one', p_media_id bigint default null
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_made constant jsonb := commerce.register_media(
        (select p.id from commerce.products as p where p.title = p_title),
        jsonb_build_object('type', 'image/png', 'media_id', p_media_id)
    );
begin
    perform commerce.record_upload(
        (v_made ->> 'media_id')::bigint,
        (v_made ->> 'version')::integer,
        tests.image_facts(p_content)
    );
    return (v_made ->> 'media_id')::bigint;
end;
$$;
