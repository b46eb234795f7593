-- core."text/plain": text that is an HTTP answer as it stands.
--
-- PostgREST answers with this media type where a function returns a domain of its name,
-- if the caller accepts it, and with JSON if not.

create domain core."text/plain" as text;

comment on domain core."text/plain" is
    'Answered as text/plain where the caller accepts that, else as a JSON string.';
