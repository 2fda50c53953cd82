/** What is read of a request: how much of it, and how strictly. */
package org.ordertracking.http.request;
