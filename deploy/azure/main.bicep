// PerfAnalysis on Azure: two App Services of one image (portal, worker), Azure Database for PostgreSQL, Key Vault.
// See README.md beside this file.
targetScope = 'resourceGroup'

@description('Short name; prefix of everything that is made. 3 to 11 letters and digits.')
@minLength(3)
@maxLength(11)
param name string

param location string = resourceGroup().location

@description('The bare domain, as perf.example.com; tenants are its subdomains.')
param baseDomain string

@description('The image, as myregistry.azurecr.io/perfanalysis:1.0.0.')
param image string

@description('At least 32 characters. Keep it with the backups: without it keys, links and second factors are void.')
@secure()
@minLength(32)
param appSecret string

@secure()
param databasePassword string

@description('Token for GET /metrics.')
@secure()
param metricsToken string = newGuid()

@description('Web processes; rate limits, jobs, live updates and uploads work whichever answers.')
@minValue(1)
@maxValue(10)
param portals int = 2

@description('Whatever else the table of settings in README has, as [{"name":"SIGN_UP","value":"false"}].')
param moreSettings array = []

param planSku string = 'P0v3'
param databaseSku string = 'Standard_D2ds_v5'
param databaseStorageGb int = 128

var databaseUser = 'perfanalysis'
var databaseName = 'perfanalysis'

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-db'
  location: location
  sku: { name: databaseSku, tier: 'GeneralPurpose' }
  properties: {
    version: '16'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: databaseStorageGb, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }

  resource schema 'databases' = {
    name: databaseName
  }

  // 0.0.0.0 stands for services inside Azure. For a private network use delegated subnets instead.
  resource fromAzure 'firewallRules' = {
    name: 'azure-services'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-kv-${uniqueString(resourceGroup().id)}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }

  resource secretApp 'secrets' = {
    name: 'app-secret'
    properties: { value: appSecret }
  }

  resource secretDatabase 'secrets' = {
    name: 'database-url'
    properties: {
      value: 'postgres://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
    }
  }

  resource secretMetrics 'secrets' = {
    name: 'metrics-token'
    properties: { value: metricsToken }
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: planSku, capacity: portals }
  properties: { reserved: true }
}

// Jobs are shared by however many workers there are; one is enough for most.
resource workerPlan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-worker-plan'
  location: location
  kind: 'linux'
  sku: { name: planSku, capacity: 1 }
  properties: { reserved: true }
}

var settings = concat([
  { name: 'DATABASE_URL', value: '@Microsoft.KeyVault(SecretUri=${vault::secretDatabase.properties.secretUri})' }
  { name: 'APP_SECRET', value: '@Microsoft.KeyVault(SecretUri=${vault::secretApp.properties.secretUri})' }
  { name: 'METRICS_TOKEN', value: '@Microsoft.KeyVault(SecretUri=${vault::secretMetrics.properties.secretUri})' }
  { name: 'PUBLIC_URL', value: 'https://${baseDomain}' }
  // App Service's front ends are the only way in.
  { name: 'TRUST_PROXY', value: 'true' }
  { name: 'WEBSITES_PORT', value: '3000' }
  // Caches only: nothing is kept on the file system.
  { name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'false' }
], moreSettings)

resource portal 'Microsoft.Web/sites@2023-12-01' = {
  name: '${name}-portal'
  location: location
  kind: 'app,linux,container'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'DOCKER|${image}'
      appCommandLine: 'scripts/portal.ts'
      alwaysOn: true
      http20Enabled: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/api/ready'
      acrUseManagedIdentityCreds: true
      appSettings: settings
    }
  }
}

resource worker 'Microsoft.Web/sites@2023-12-01' = {
  name: '${name}-worker'
  location: location
  kind: 'app,linux,container'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: workerPlan.id
    httpsOnly: true
    publicNetworkAccess: 'Disabled'
    siteConfig: {
      linuxFxVersion: 'DOCKER|${image}'
      appCommandLine: 'scripts/worker.ts'
      alwaysOn: true
      ftpsState: 'Disabled'
      acrUseManagedIdentityCreds: true
      // App Service stops a container that listens on nothing; the worker answers its probe there.
      appSettings: concat(settings, [{ name: 'WORKER_PORT', value: '3000' }])
    }
  }
}

var readSecrets = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource portalReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, portal.id, 'read')
  scope: vault
  properties: { roleDefinitionId: readSecrets, principalId: portal.identity.principalId, principalType: 'ServicePrincipal' }
}

resource workerReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, worker.id, 'read')
  scope: vault
  properties: { roleDefinitionId: readSecrets, principalId: worker.identity.principalId, principalType: 'ServicePrincipal' }
}

output portalHost string = portal.properties.defaultHostName
output verificationId string = portal.properties.customDomainVerificationId
output databaseHost string = database.properties.fullyQualifiedDomainName
