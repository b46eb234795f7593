-- core._webhook_host_fault: why nothing can be sent to the host of a URL, or null.
--
-- It reads a host as glue does (a test compares them): a host whose last label is a
-- number is an IPv4 address of one to four parts, decimal, octal (0…) or hexadecimal
-- (0x…), as resolvers read it; `localhost` is 127.0.0.1. An address must be public or
-- in setting core.webhook_allowed_networks.

create or replace function core._webhook_host_fault(p_host text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_host text := regexp_replace(lower(p_host), '\.$', '');
    v_parts text[] := string_to_array(v_host, '.');
    v_count integer := coalesce(cardinality(v_parts), 0);
    v_place integer := 0;
    v_part text;
    v_digits text;
    v_value numeric;
    v_sum numeric := 0;
    v_address inet;
begin
    if starts_with(v_host, '[') then
        v_address := trim(v_host, '[]')::inet;
    elsif v_host = 'localhost' or v_host like '%.localhost' then
        v_address := '127.0.0.1';
    elsif v_parts[v_count] ~ '^([0-9]+|0x[0-9a-f]*)$' then
        foreach v_part in array v_parts loop
            v_place := v_place + 1;
            if v_count > 4
                or length(v_part) > 40
                or v_part !~ '^(0[0-7]*|[1-9][0-9]*|0x[0-9a-f]+)$'
            then
                return format('%s is not an IPv4 address.', core.excerpt(p_host));
            end if;
            v_value := 0;
            foreach v_digits in array regexp_split_to_array(
                regexp_replace(v_part, '^0x', ''), ''
            ) loop
                v_value := strpos('0123456789abcdef', v_digits) - 1
                    + v_value * case
                        when v_part like '0x%' then 16
                        when v_part like '0%' then 8
                        else 10
                    end;
            end loop;
            if v_value
                >= (case when v_place = v_count then 256 ^ (5 - v_count) else 256 end)
            then
                return format('%s is not an IPv4 address.', core.excerpt(p_host));
            end if;
            v_sum := v_sum + v_value
                * case when v_place = v_count then 1 else 256 ^ (4 - v_place) end;
        end loop;
        v_address := inet '0.0.0.0' + v_sum::bigint;
    elsif length(v_host) > 253
        or exists (
            select from unnest(v_parts) as l (label)
            where
                l.label !~ '^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$'
                or l.label ~ '^xn--' and length(l.label) < 5
        )
        or v_count = 0
    then
        return format('%s is not a host name.', core.excerpt(p_host));
    end if;

    if not core._is_public_address(v_address)
        and not exists (
            select
            from jsonb_array_elements_text(
                core.setting('core.webhook_allowed_networks')
            ) as n (network)
            where v_address <<= n.network::inet
        )
    then
        return format('%s is not a public address.', core.excerpt(p_host));
    end if;
    return null;
exception
    when invalid_text_representation then
        return format('%s is not an IPv6 address.', core.excerpt(p_host));
end;
$$;

comment on function core._webhook_host_fault(text) is
$$A sentence on why no webhook can be sent to this host; null if one can be.

The sender checks the addresses of a name at each attempt.
$$;
