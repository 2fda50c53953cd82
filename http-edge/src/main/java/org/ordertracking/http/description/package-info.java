/** What every operation of an API has in common, added to the OpenAPI document while a service is built. */
package org.ordertracking.http.description;
