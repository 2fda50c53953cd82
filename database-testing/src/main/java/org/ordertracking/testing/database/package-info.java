/** The database that tests of services run on, and databases of earlier releases. */
package org.ordertracking.testing.database;
