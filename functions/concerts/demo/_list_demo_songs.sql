-- concerts._list_demo_songs: the 200 songs of the demo, each with its artist.

create or replace function concerts._list_demo_songs()
    returns table (artist text, title text, cover_of text)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.artist, t.title, c.cover_of
    from (
        values
        ('AC/DC', array[
            'Back in Black', 'Hells Bells', 'Highway to Hell', 'T.N.T.', 'Thunderstruck',
            'You Shook Me All Night Long'
        ]),
        ('Adele', array[
            'Easy on Me', 'Hello', 'Rolling in the Deep', 'Set Fire to the Rain',
            'Skyfall', 'Someone Like You'
        ]),
        ('Arctic Monkeys', array[
            '505', 'Cornerstone', 'Do I Wanna Know?', 'Fluorescent Adolescent',
            'I Bet You Look Good on the Dancefloor', 'R U Mine?'
        ]),
        ('The Beatles', array[
            'Baby''s in Black', 'Day Tripper', 'I Feel Fine', 'I Wanna Be Your Man',
            'I''m Down', 'If I Needed Someone', 'Nowhere Man', 'Paperback Writer',
            'Rock and Roll Music', 'She''s a Woman', 'Yesterday'
        ]),
        ('Beyoncé', array[
            'Crazy in Love', 'Cuff It', 'Formation', 'Halo',
            'Single Ladies (Put a Ring on It)', 'Texas Hold ''Em'
        ]),
        ('Björk', array[
            'Army of Me', 'Bachelorette', 'Human Behaviour', 'Hyperballad', 'Isobel',
            'Jóga'
        ]),
        ('Coldplay', array[
            'Clocks', 'Fix You', 'Paradise', 'The Scientist', 'Viva la Vida', 'Yellow'
        ]),
        ('Cream', array[
            'Badge', 'Crossroads', 'Politician', 'Sunshine of Your Love', 'White Room'
        ]),
        ('Daft Punk', array[
            'Around the World', 'Da Funk', 'Harder, Better, Faster, Stronger',
            'One More Time', 'Robot Rock'
        ]),
        ('David Bowie', array[
            'Changes', 'Moonage Daydream', 'Space Oddity', 'Suffragette City',
            'Ziggy Stardust'
        ]),
        ('Deep Purple', array[
            'Black Night', 'Child in Time', 'Highway Star', 'Lazy', 'Smoke on the Water',
            'Space Truckin''', 'Speed King', 'Strange Kind of Woman', 'The Mule'
        ]),
        ('Depeche Mode', array[
            'Enjoy the Silence', 'Everything Counts', 'Just Can''t Get Enough',
            'Never Let Me Down Again', 'Personal Jesus', 'Stripped'
        ]),
        ('Eraserheads', array[
            'Alapaap', 'Ang Huling El Bimbo', 'Ligaya', 'Magasin', 'Overdrive', 'Pare Ko'
        ]),
        ('The Killers', array[
            'All These Things That I''ve Done', 'Human', 'Mr. Brightside',
            'Smile Like You Mean It', 'Somebody Told Me', 'When You Were Young'
        ]),
        ('LCD Soundsystem', array[
            'All My Friends', 'Daft Punk Is Playing at My House', 'Dance Yrself Clean',
            'Losing My Edge', 'New York, I Love You but You''re Bringing Me Down',
            'Someone Great'
        ]),
        ('Led Zeppelin', array[
            'Black Dog', 'Dazed and Confused', 'For Your Life', 'Good Times Bad Times',
            'In My Time of Dying', 'Kashmir', 'Misty Mountain Hop', 'No Quarter',
            'Nobody''s Fault but Mine', 'Ramble On', 'Rock and Roll',
            'Since I''ve Been Loving You', 'Stairway to Heaven',
            'The Song Remains the Same', 'Trampled Under Foot', 'Whole Lotta Love'
        ]),
        ('Metallica', array[
            'Enter Sandman', 'Fade to Black', 'Master of Puppets', 'Nothing Else Matters',
            'One', 'Seek & Destroy'
        ]),
        ('Nirvana', array[
            'About a Girl', 'All Apologies', 'Come as You Are', 'Dumb',
            'Jesus Doesn''t Want Me for a Sunbeam', 'Lake of Fire', 'Oh Me',
            'On a Plain', 'Pennyroyal Tea', 'Plateau', 'Polly', 'Something in the Way',
            'The Man Who Sold the World', 'Where Did You Sleep Last Night'
        ]),
        ('Oasis', array[
            'Acquiesce', 'Champagne Supernova', 'Don''t Look Back in Anger',
            'Live Forever', 'Supersonic', 'Wonderwall'
        ]),
        ('Pink Floyd', array[
            'Breathe', 'Comfortably Numb', 'Money', 'Speak to Me', 'Wish You Were Here'
        ]),
        ('Queen', array[
            'Bohemian Rhapsody', 'Crazy Little Thing Called Love', 'Hammer to Fall',
            'Radio Ga Ga', 'We Are the Champions', 'We Will Rock You'
        ]),
        ('Radiohead', array[
            'Everything in Its Right Place', 'Idioteque', 'Karma Police', 'No Surprises',
            'Paranoid Android', 'Weird Fishes/Arpeggi'
        ]),
        ('Red Hot Chili Peppers', array[
            'By the Way', 'Californication', 'Give It Away', 'Otherside', 'Scar Tissue',
            'Under the Bridge'
        ]),
        ('Rosalía', array[
            'Candy', 'Despechá', 'La fama', 'Malamente', 'Pienso en tu mirá', 'Saoko'
        ]),
        ('Sigur Rós', array[
            'Festival', 'Glósóli', 'Hoppípolla', 'Starálfur', 'Svefn-g-englar', 'Sæglópur'
        ]),
        ('Stromae', array[
            'Alors on danse', 'Formidable', 'L''enfer', 'Papaoutai', 'Santé',
            'Tous les mêmes'
        ]),
        ('Taylor Swift', array[
            'All Too Well', 'Anti-Hero', 'Blank Space', 'Cruel Summer', 'Love Story',
            'Shake It Off'
        ]),
        ('U2', array[
            'Beautiful Day', 'One', 'Pride (In the Name of Love)', 'Sunday Bloody Sunday',
            'Where the Streets Have No Name', 'With or Without You'
        ]),
        ('Кино', array[
            'Группа крови', 'Звезда по имени Солнце', 'Кукушка', 'Пачка сигарет',
            'Хочу перемен!'
        ]),
        ('宇多田ヒカル', array['Automatic', 'First Love', 'Traveling', '光', '花束を君に'])
    ) as s (artist, titles)
    cross join unnest(s.titles) as t (title)
    left join (
        values
        ('Crossroads', 'Robert Johnson'),
        ('Jesus Doesn''t Want Me for a Sunbeam', 'The Vaselines'),
        ('Lake of Fire', 'Meat Puppets'),
        ('Oh Me', 'Meat Puppets'),
        ('Plateau', 'Meat Puppets'),
        ('Rock and Roll Music', 'Chuck Berry'),
        ('The Man Who Sold the World', 'David Bowie'),
        ('Where Did You Sleep Last Night', 'Lead Belly')
    ) as c (title, cover_of) on t.title = c.title
$$;

comment on function concerts._list_demo_songs() is
    'Return facts, written by hand; cover_of is the artist whose song it is.';
