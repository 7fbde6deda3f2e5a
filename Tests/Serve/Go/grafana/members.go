package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Adds members to the body of a call that the SDK of Debian is too old to know.
func withMembers(members map[string]any) func(*cloudwatchlogs.Options) {
	add := middleware.BuildMiddlewareFunc("AddMembers", func(
		ctx context.Context, input middleware.BuildInput, next middleware.BuildHandler,
	) (middleware.BuildOutput, middleware.Metadata, error) {
		request, err := addMembers(members, input.Request)
		if err != nil {
			return middleware.BuildOutput{}, middleware.Metadata{}, err
		}
		input.Request = request
		return next.HandleBuild(ctx, input)
	})
	return func(options *cloudwatchlogs.Options) {
		options.APIOptions = append(options.APIOptions, func(stack *middleware.Stack) error {
			return stack.Build.Add(add, middleware.Before)
		})
	}
}

func addMembers(members map[string]any, transport any) (*smithyhttp.Request, error) {
	request, isHTTP := transport.(*smithyhttp.Request)
	if !isHTTP {
		return nil, fmt.Errorf("%T is not a request of HTTP", transport)
	}
	body, err := io.ReadAll(request.GetStream())
	if err != nil {
		return nil, err
	}
	all := map[string]any{}
	if err := json.Unmarshal(body, &all); err != nil {
		return nil, err
	}
	for name, value := range members {
		all[name] = value
	}
	if body, err = json.Marshal(all); err != nil {
		return nil, err
	}
	return request.SetStream(bytes.NewReader(body))
}
