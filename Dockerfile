# syntax=docker/dockerfile:1
# Drawing Room as an image: the one program, and nothing else. Build: docker build -t drawingroom .

FROM node:24-alpine AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY rooms/board/kinds.json /src/rooms/board/
COPY rooms/wire/codes.json /src/rooms/wire/
COPY web ./
RUN npm run --silent build

FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . ./
COPY --from=web /src/web/dist web/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o out/drawingroom ./cmd/drawingroom && mkdir out/empty

# Certificates and time zones; no shell. Its user is 65532.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/out/drawingroom /drawingroom
COPY --from=build --chown=65532:65532 /src/out/empty /data
COPY --from=build --chown=65532:65532 /src/out/empty /secrets
USER 65532:65532
ENV DRAWINGROOM_DATA=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/drawingroom", "health"]
ENTRYPOINT ["/drawingroom"]
CMD ["serve"]
