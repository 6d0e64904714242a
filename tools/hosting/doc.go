// Package hosting holds what can be said of the image and of docker-compose.yml without a container engine, and whether certificates come from a certificate authority, as tests. It is a module of its own,
// since the libraries that know those files are large, and the program needs none of them.
package hosting
