-- commerce._check_announcement: refuse an announced upload that would be refused later.

create or replace function commerce._check_announcement(p_meta jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_types constant jsonb := '{
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg",
        "png": "image/png", "webp": "image/webp", "avif": "image/avif",
        "gif": "image/gif"
    }'::jsonb;
    v_most constant bigint := (core.setting('commerce.media_max_bytes'))::bigint;
    v_named constant text := c_types ->> lower(
        substring(p_meta ->> 'file_name' from '\.([^./\\]+)$')
    );
begin
    if not exists (
        select from jsonb_each_text(c_types) as t where t.value = p_meta ->> 'type'
    ) then
        perform core.raise_error(
            'commerce.media_unknown_type',
            format('%L is not a type of image.', core.excerpt(p_meta ->> 'type'))
        );
    end if;
    if v_named <> p_meta ->> 'type' then
        perform core.raise_error(
            'commerce.media_mislabelled',
            format('The name says %s, the type is %s.', v_named, p_meta ->> 'type')
        );
    end if;
    if (p_meta ->> 'bytes')::bigint > v_most then
        perform core.raise_error(
            'commerce.media_too_large',
            format('%s bytes; an image has at most %s.', p_meta ->> 'bytes', v_most)
        );
    end if;
    if (p_meta ->> 'bytes')::bigint < 1 then
        perform core.raise_error('commerce.invalid_media', 'bytes is less than 1.');
    end if;
    if p_meta ->> 'sha256' !~ '^[0-9a-f]{64}$' then
        perform core.raise_error(
            'commerce.invalid_media', 'sha256 is not 64 lower-case hexadecimal digits.'
        );
    end if;
    if (p_meta ->> 'position')::integer not between 0 and 1000000 then
        perform core.raise_error(
            'commerce.invalid_media', 'position is not a number from 0 to 1000000.'
        );
    end if;
end;
$$;

comment on function commerce._check_announcement(jsonb) is
$$Raise if the metadata of an upload contradict each other or exceed a limit.

Errors: PT413 commerce.media_too_large, PT415 commerce.media_unknown_type, PT422
commerce.media_mislabelled, commerce.invalid_media.
$$;
