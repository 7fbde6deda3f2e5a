// The calls of Grafana's CloudWatch data source, in its order and with what it adds to queries.
//
//	grafana URL START END <PANELS
//
// Standard input has one JSON array of panels. Prints one JSON object: what the health check, the group picker and the
// completion got, and the frames of each panel, for test_grafana.py to compare.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/smithy-go/middleware"
)

// Session is what a user's visits to the settings and to dashboards bring about.
type Session struct {
	// The health check: how many metrics and groups came back.
	Metrics, HealthGroups int
	Picker, LinkedPicker  []Group
	Fields                []string
	Panels                []Result
}

// Group is an entry of the group picker.
type Group struct {
	Name, ARN string
}

var (
	logs *cloudwatchlogs.Client
	ctx  = context.Background()
)

func main() {
	keys := credentials.NewStaticCredentialsProvider("any", "any", "")
	// So that the server's log tells it from other programs with this SDK.
	name := []func(*middleware.Stack) error{awsmiddleware.AddUserAgentKeyValue("app", "grafana")}
	logs = cloudwatchlogs.New(cloudwatchlogs.Options{
		Region: "eu-central-1", Credentials: keys, EndpointResolver: cloudwatchlogs.EndpointResolverFromURL(os.Args[1]),
		APIOptions: name,
	})
	metrics := cloudwatch.New(cloudwatch.Options{
		Region: "eu-central-1", Credentials: keys, EndpointResolver: cloudwatch.EndpointResolverFromURL(os.Args[1]),
		APIOptions: name,
	})
	start, end := seconds(os.Args[2]), seconds(os.Args[3])
	var panels []Panel
	check(json.NewDecoder(os.Stdin).Decode(&panels))

	var session Session
	checkHealth(&session, metrics)
	pickGroups(&session)
	for _, panel := range panels {
		session.Panels = append(session.Panels, panel.run(start, end))
	}
	check(json.NewEncoder(os.Stdout).Encode(session))
}

// "Save & test": both calls must answer.
func checkHealth(session *Session, metrics *cloudwatch.Client) {
	found, err := metrics.ListMetrics(ctx, &cloudwatch.ListMetricsInput{
		Namespace: aws.String("AWS/Billing"), MetricName: aws.String("EstimatedCharges"),
		Dimensions: []types.DimensionFilter{},
	})
	check(err)
	session.Metrics = len(found.Metrics)
	groups, err := logs.DescribeLogGroups(ctx, &cloudwatchlogs.DescribeLogGroupsInput{Limit: aws.Int32(1)})
	check(err)
	session.HealthGroups = len(groups.LogGroups)
}

func pickGroups(session *Session) {
	prefix := "/aws/events/"
	input := cloudwatchlogs.DescribeLogGroupsInput{Limit: aws.Int32(50), LogGroupNamePrefix: &prefix}
	session.Picker = groups(&input)
	// With cross-account querying.
	session.LinkedPicker = groups(&input, withMembers(map[string]any{"includeLinkedAccounts": true}))
	fields, err := logs.GetLogGroupFields(ctx, &cloudwatchlogs.GetLogGroupFieldsInput{
		LogGroupName: aws.String(session.Picker[0].Name),
	})
	check(err)
	for _, field := range fields.LogGroupFields {
		session.Fields = append(session.Fields, *field.Name)
	}
}

func groups(input *cloudwatchlogs.DescribeLogGroupsInput, options ...func(*cloudwatchlogs.Options)) []Group {
	found, err := logs.DescribeLogGroups(ctx, input, options...)
	check(err)
	list := []Group{}
	for _, group := range found.LogGroups {
		list = append(list, Group{*group.LogGroupName, *group.Arn})
	}
	return list
}

func seconds(text string) int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return number
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
