-- The catalogue belongs to this service; how much of it there is belongs to warehouse-service.

CREATE TABLE product (
    sku         VARCHAR(64)    NOT NULL PRIMARY KEY,
    shelf       INTEGER        NOT NULL,
    name        VARCHAR(200)   NOT NULL,
    description VARCHAR(1000)  NOT NULL,
    unit_price  NUMERIC(11, 2) NOT NULL
);

INSERT INTO product (shelf, sku, name, description, unit_price) VALUES
    (1,  'MUG-BLUE',       'Blue mug',                 'Stoneware, 350 ml, dishwasher-safe',             9.90),
    (2,  'MUG-RED',        'Red mug',                  'Stoneware, 350 ml, dishwasher-safe',             9.90),
    (3,  'TEE-S',          'T-shirt, small',           'Organic cotton, printed front',                 19.00),
    (4,  'TEE-M',          'T-shirt, medium',          'Organic cotton, printed front',                 19.00),
    (5,  'TEE-L',          'T-shirt, large',           'Organic cotton, printed front',                 19.00),
    (6,  'HOODIE-M',       'Hoodie, medium',           'Brushed inside, two pockets',                   49.00),
    (7,  'HOODIE-L',       'Hoodie, large',            'Brushed inside, two pockets',                   49.00),
    (8,  'CAP-BLACK',      'Black cap',                'Cotton twill, one size',                        17.50),
    (9,  'SOCKS-STRIPED',  'Striped socks',            'One pair, 36 to 42',                             7.50),
    (10, 'NOTEBOOK-A5',    'Notebook A5',              '96 dotted pages, thread-sewn',                   8.90),
    (11, 'NOTEBOOK-A4',    'Notebook A4',              '96 dotted pages, thread-sewn',                  12.90),
    (12, 'PEN-GEL',        'Gel pen',                  'Black, 0.5 mm, refillable',                      2.40),
    (13, 'STICKERS-10',    'Stickers, set of 10',      'Weatherproof, assorted',                         4.50),
    (14, 'POSTER-LOG',     'Poster "The Log"',         '50 × 70 cm, numbered print',                    24.00),
    (15, 'BACKPACK-20L',   'Backpack 20 l',            'Water-repellent, laptop sleeve',                69.00),
    (16, 'BOTTLE-750',     'Bottle 750 ml',            'Steel, keeps cold for a day',                   22.00),
    (17, 'LAMP-DESK',      'Desk lamp',                'Three light colours, dimmable',                 39.00),
    (18, 'KEYBOARD-60',    'Keyboard, 60 %',           'Mechanical, quiet switches',                    89.00),
    (19, 'MOUSE-BT',       'Bluetooth mouse',          'Three buttons, charges by USB-C',               29.00),
    (20, 'HEADPHONES-ANC', 'Headphones',               'Over-ear, active noise cancelling',            149.00);

-- The stock as the topic "inventory" told it last. Can be rebuilt from the topic.
CREATE TABLE stock_level (
    sku        VARCHAR(64)                 NOT NULL PRIMARY KEY,
    on_hand    BIGINT                      NOT NULL,
    reserved   BIGINT                      NOT NULL,
    version    BIGINT                      NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
