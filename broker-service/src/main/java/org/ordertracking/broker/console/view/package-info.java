/** What the console's API answers with, as it stands in the JSON. Times are milliseconds of the epoch, sizes bytes. */
package org.ordertracking.broker.console.view;
