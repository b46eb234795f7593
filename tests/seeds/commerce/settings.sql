-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(1);

select is(
    core.setting('commerce.publish_needs_image'), 'false'::jsonb,
    'a product is published without an image'
);

select * from finish();
rollback;
