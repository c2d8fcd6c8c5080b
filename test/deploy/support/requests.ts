import * as z from 'zod/mini'

export const env = 'notes-1a2b3c'
export const instance = 'tnt-0abc'
export const bucket = '6e6f-notes-1a2b3c-1300000000'
const named = { FunctionName: z.string(), Namespace: z.literal(env) }
const onTable = {
  EnvId: z.literal(env),
  MongoConnector: z.strictObject({ InstanceId: z.literal('flexdb'), DatabaseName: z.literal(instance) }),
}
const onRule = { EnvId: z.literal(env), CollectionName: z.string(), WxAppId: z.literal('wx00000000000n0tes') }
const onBucket = {
  EnvId: z.literal(env),
  Bucket: z.literal(bucket),
  WxAppId: z.literal('wx00000000000n0tes'),
}
const aclTag = z.enum(['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY', 'CUSTOM'])
const yesOrNo = z.enum(['TRUE', 'FALSE'])
const configuration = {
  MemorySize: z.number(),
  Timeout: z.number(),
  Environment: z.strictObject({ Variables: z.array(z.strictObject({ Key: z.string(), Value: z.string() })) }),
  Description: z.string().check(z.regex(/^[\w ,.\n\u4e00-\u9fff]{0,1000}$/)),
  InstallDependency: yesOrNo,
}
const code = z.strictObject({ ZipFile: z.base64() })

/** What each action takes, as its documentation says: nothing else may be sent, and no other action exists. */
export const requests = {
  tcb: {
    DescribeEnvInfo: z.strictObject({ EnvId: z.string() }),
    ListTables: z.strictObject({
      ...onTable,
      MgoLimit: z.int().check(z.minimum(0), z.maximum(1000)),
      MgoOffset: z.int(),
    }),
    DescribeTable: z.strictObject({ ...onTable, TableName: z.string() }),
    DescribeSafeRule: z.strictObject(onRule),
    ListFunctions: z.strictObject({
      EnvId: z.literal(env),
      Limit: z.int().check(z.maximum(100)),
      Offset: z.int(),
    }),
    CreateTable: z.strictObject({
      ...onTable,
      TableName: z.string(),
      PermissionInfo: z.strictObject({
        EnvId: z.literal(env),
        AclTag: z.enum(['ADMINONLY', 'CUSTOM']),
        Rule: z.optional(z.string()),
      }),
    }),
    UpdateTable: z.strictObject({
      ...onTable,
      TableName: z.string(),
      CreateIndexes: z.array(
        z.strictObject({
          IndexName: z.string(),
          MgoKeySchema: z.strictObject({
            MgoIndexKeys: z.array(
              z.strictObject({ Name: z.string(), Direction: z.enum(['1', '-1', '2dsphere']) }),
            ),
            MgoIsUnique: z.boolean(),
          }),
        }),
      ),
    }),
    ModifySafeRule: z.strictObject({ ...onRule, AclTag: aclTag, Rule: z.optional(z.string()) }),
    DescribeStorageSafeRule: z.strictObject(onBucket),
    ModifyStorageSafeRule: z.strictObject({ ...onBucket, AclTag: aclTag, Rule: z.optional(z.string()) }),
  },
  scf: {
    GetFunction: z.strictObject({ ...named, ShowCode: z.literal('FALSE') }),
    CreateFunction: z.strictObject({
      ...named,
      ...configuration,
      Handler: z.literal('index.main'),
      Runtime: z.string(),
      Role: z.literal('TCB_QcsRole'),
      Stamp: z.literal('MINI_QCBASE'),
      ClsLogsetId: z.literal('logset-1'),
      ClsTopicId: z.literal('topic-1'),
      Code: code,
    }),
    UpdateFunctionCode: z.strictObject({
      ...named,
      Handler: z.literal('index.main'),
      InstallDependency: yesOrNo,
      Code: code,
    }),
    UpdateFunctionConfiguration: z.strictObject({ ...named, ...configuration }),
    BatchCreateTrigger: z.strictObject({ ...named, Triggers: z.string(), Count: z.int() }),
  },
}
export const triggersSchema = z.array(
  z.strictObject({ TriggerName: z.string(), Type: z.literal('timer'), TriggerDesc: z.string() }),
)
