/** How many requests a client may send: token buckets, one set for each address. */
package org.ordertracking.http.limit;
