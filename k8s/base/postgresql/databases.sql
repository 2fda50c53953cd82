-- A database and its owner for each service. The image runs this once, when its volume is empty. Passwords come from the
-- environment; what they are in the Secrets must not be changed without ALTER ROLE here.
\getenv orders_password ORDER_SERVICE_PASSWORD
\getenv warehouse_password WAREHOUSE_SERVICE_PASSWORD
\getenv logistics_password LOGISTICS_SERVICE_PASSWORD
\getenv notification_password NOTIFICATION_SERVICE_PASSWORD

CREATE ROLE orders LOGIN PASSWORD :'orders_password';
CREATE ROLE warehouse LOGIN PASSWORD :'warehouse_password';
CREATE ROLE logistics LOGIN PASSWORD :'logistics_password';
CREATE ROLE notification LOGIN PASSWORD :'notification_password';

CREATE DATABASE orders OWNER orders;
CREATE DATABASE warehouse OWNER warehouse;
CREATE DATABASE logistics OWNER logistics;
CREATE DATABASE notification OWNER notification;

-- Nobody looks into the database of another.
REVOKE CONNECT ON DATABASE orders, warehouse, logistics, notification, postgres FROM PUBLIC;
