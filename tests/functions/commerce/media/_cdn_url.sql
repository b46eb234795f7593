-- Proves functions/commerce/media/_cdn_url.sql.
begin;
select plan(3);

select is(commerce._cdn_url('ab/c.webp'), '/media/ab/c.webp', 'the gateway serves it');
update core.settings set value = '"https://cdn.example.com/i/"'
where name = 'commerce.cdn_url';
select is(
    commerce._cdn_url('ab/c.webp'), 'https://cdn.example.com/i/ab/c.webp',
    'an operator names the CDN, with or without a slash'
);
select is(commerce._cdn_url(null), null, 'what has no path has no URL');

select * from finish();
rollback;
