-- Proves functions/concerts/feeds/_ticketmaster_request.sql.
begin;
select plan(1);

select is(
    concerts._ticketmaster_request(
        '{"windows": [["a", "b"], ["b", "c"]], "page": 3,
            "query": {"countryCode": "US"}}'
    ),
    '{"path": "/discovery/v2/events.json", "query": {"countryCode": "US",
        "size": "200", "page": "3",
      "sort": "date,asc", "startDateTime": "a", "endDateTime": "b"}}',
    'a page of the first window'
);

select * from finish();
rollback;
