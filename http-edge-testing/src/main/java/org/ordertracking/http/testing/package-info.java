/** For tests of services: their API's description held against them, and a way through their admin door. */
package org.ordertracking.http.testing;
